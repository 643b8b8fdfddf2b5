import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { ServiceDefinition } from './supervisor.ts';
import { findTemporalCli } from './temporal-cli.ts';

/** Temporal's development server with its state in one SQLite file. */
export function temporalService(options: { home: string; preferredPort: number }): ServiceDefinition {
  const directory = join(options.home, 'temporal');
  let cli = '';
  return {
    name: 'temporal',
    title: 'Temporal',
    preferredPort: options.preferredPort,
    stopSignal: 'SIGTERM',
    stopPatience: 5_000,
    async prepare(report, signal) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      cli = await findTemporalCli({ report, signal });
    },
    async launch(port) {
      const flags = [
        '--headless',
        '--ip',
        '127.0.0.1',
        '--port',
        String(port),
        '--log-level',
        'warn',
        '--log-format',
        'json',
      ];
      return { command: cli, args: ['server', 'start-dev', '--db-filename', join(directory, 'temporal.db'), ...flags] };
    },
    async check(port) {
      const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: 2_000 });
      try {
        await connection.workflowService.describeNamespace({ namespace: 'default' });
      } finally {
        await connection.close();
      }
    },
  };
}
