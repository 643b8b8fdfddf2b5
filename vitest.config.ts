import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Every package is a project; one with a vitest.config.ts of its own says itself how it is tested. */
const projects = ['packages', 'apps', 'infra']
  .flatMap((folder) => readdirSync(join(import.meta.dirname, folder), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((folder) =>
    existsSync(join(folder, 'vitest.config.ts'))
      ? join(folder, 'vitest.config.ts')
      : { extends: true as const, root: folder, test: { name: basename(folder) } },
  );

export default defineConfig({
  test: {
    projects,
    // The three real services, once for the whole run.
    globalSetup: join(import.meta.dirname, 'infra/embedded/src/vitest.ts'),
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    passWithNoTests: true,
  },
});
