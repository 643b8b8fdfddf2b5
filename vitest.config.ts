import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
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
  .filter((folder) => basename(folder) !== 'api')
  .map((folder) =>
    existsSync(join(folder, 'vitest.config.ts'))
      ? join(folder, 'vitest.config.ts')
      : {
          extends: true as const,
          root: folder,
          test: { name: basename(folder), isolate: !shared.has(basename(folder)) },
        },
  );

/**
 * The API's tests share a process too, as loading Nest takes longer than most of them; but for files that sign in more often than a
 * process allows in a minute, or read its one log.
 */
const api = join(import.meta.dirname, 'apps/api');
const apiFiles = globSync('src/**/*.test.ts', { cwd: api });
const isAlone = (file: string): boolean =>
  /signIn\(|sign-in|logDestination/.test(readFileSync(join(api, file), 'utf8'));
const apiProject = (test: { name: string; isolate: boolean; exclude: string[] }) => ({
  extends: join(api, 'vitest.config.ts'),
  root: api,
  test,
});
// `npm run test:mutants` tests copies that have no API.
const apiProjects = existsSync(api)
  ? [
      apiProject({ name: 'api', isolate: false, exclude: apiFiles.filter(isAlone) }),
      apiProject({ name: 'api-alone', isolate: true, exclude: apiFiles.filter((file) => !isAlone(file)) }),
    ]
  : [];

export default defineConfig({
  test: {
    projects: [...projects, ...apiProjects],
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
