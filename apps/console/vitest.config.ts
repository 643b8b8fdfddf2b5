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
    // Dates in tests are written for this zone and these languages; nothing may depend on the machine's.
    env: { TZ: 'UTC' },
  },
});
