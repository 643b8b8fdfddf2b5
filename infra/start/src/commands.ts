import { join } from 'node:path';
import { root } from './home.ts';

/** The commands that the launcher runs; the tests put small programs in their place. */
export interface Commands {
  build: string[];
  api: string[];
  worker: string[];
  /** The worker counts as ready when Temporal sees it poll; without this, as soon as it runs. */
  workerPolls: boolean;
}

/** Reads CUTLINE_COMMANDS (JSON), else the real ones. */
export function commandsFrom(env: NodeJS.ProcessEnv): Commands {
  const given = env['CUTLINE_COMMANDS'];
  if (given) return JSON.parse(given) as Commands;
  const filters = ['api', 'worker', 'console'].map((app) => `--filter=@cutline/${app}`);
  return {
    build: [join(root, 'node_modules/.bin/turbo'), 'run', 'build', '--output-logs=errors-only', ...filters],
    api: [process.execPath, join(root, 'apps/api/dist/main.js')],
    worker: [process.execPath, join(root, 'apps/worker/src/main.ts')],
    workerPolls: true,
  };
}
