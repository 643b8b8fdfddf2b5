import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { nuxtUi } from './nuxt-ui.config.ts';

export default defineConfig({
  plugins: [vue(), ui(nuxtUi)],
  test: {
    name: 'console',
    // Tests that draw components ask for happy-dom themselves.
    environment: 'node',
    include: ['src/**/*.test.ts'],
    // As in vitest.config.ts of the repository: with another number these files would run after all others, one by one.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    // Loading the components takes longer than the tests: once for each worker, not once for each file.
    isolate: false,
    setupFiles: ['src/afresh.setup.ts'],
    // Dates in tests are written for this zone and these languages; nothing may depend on the machine's.
    env: { TZ: 'UTC' },
  },
});
