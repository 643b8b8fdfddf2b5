import { defineConfig } from 'vitest/config';

/** Stories walked through the whole product, started as `npm start` starts it, once for all files. */
export default defineConfig({
  test: {
    name: 'end-to-end',
    globalSetup: './src/stack.ts',
    include: ['src/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
