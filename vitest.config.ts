import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { Sequencer } from './infra/test/sequencer.ts';

/** Their files leave nothing behind in a process, so one process takes one after the other: loading takes longer than the tests. */
const shared = new Set(['segment-definition']);

/** Every package is a project; one with a vitest.config.ts of its own says itself how it is tested. */
const projects = ['packages', 'apps', 'infra']
  .flatMap((folder) => readdirSync(join(import.meta.dirname, folder), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((folder) =>
    existsSync(join(folder, 'vitest.config.ts'))
      ? join(folder, 'vitest.config.ts')
      : {
          extends: true as const,
          root: folder,
          test: { name: basename(folder), isolate: !shared.has(basename(folder)) },
        },
  );

export default defineConfig({
  test: {
    projects,
    // The three real services, once for the whole run.
    globalSetup: join(import.meta.dirname, 'infra/embedded/src/vitest.ts'),
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts'],
    pool: 'forks',
    // Projects with a configuration of their own say the same, as it is not handed down to them.
    maxWorkers: 2,
    sequence: { sequencer: Sequencer },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    passWithNoTests: true,
  },
});
