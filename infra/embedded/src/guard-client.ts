import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ProcessRecord } from './processes.ts';

/** A process that ends others should this one be killed. */
export interface Guard {
  watch(record: ProcessRecord, signal: NodeJS.Signals): void;
  /** Nothing is left to guard. */
  end(): void;
}

/** Starts the guard; it is no reason to keep the event loop alive. */
export function startGuard(): Guard {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'guard.ts')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  child.stdin.on('error', () => {});
  const { stdin } = child;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return {
    watch: (record, signal) => void stdin.write(`${JSON.stringify({ record, signal })}\n`),
    end: () => void child.kill('SIGKILL'),
  };
}
