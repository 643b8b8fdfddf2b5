import { join } from 'node:path';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/** Nest finds what to inject by the types of constructors, which swc writes into the code. */
export default defineConfig({
  plugins: [swc.vite({ tsconfigFile: join(import.meta.dirname, 'tsconfig.json') })],
  test: {
    name: 'api',
    root: import.meta.dirname,
    globalSetup: join(import.meta.dirname, '../../infra/embedded/src/vitest.ts'),
    setupFiles: [join(import.meta.dirname, 'src/testing/setup.ts')],
    include: ['src/**/*.test.ts'],
    // As in vitest.config.ts of the repository: with another number these files would run after all others, one by one.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
