import { DefaultLogger, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** What Temporal says of its own work that may be kept: names and ids. Errors carry messages of databases, which may quote data. */
const kept = [
  'activityType',
  'attempt',
  'sdkComponent',
  'taskQueue',
  'workflowId',
  'workflowType',
  'code',
  'workspaceId',
];

/** Temporal's log, in ours, from warnings on. */
export function temporalLogger(log: Logger): TemporalLogger {
  return new DefaultLogger('WARN', ({ level, message, meta }) => {
    const fields = Object.fromEntries(Object.entries(meta ?? {}).filter(([name]) => kept.includes(name)));
    log[levels[level]](fields, message);
  });
}
