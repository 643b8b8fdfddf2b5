import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describeProcess, runningRecord } from './processes.ts';

/**
 * Takes a lock for this process: a file that names it. A file left by a process that is gone does not count.
 *
 * @returns how to give it back, or undefined when a running process holds it
 */
export function takeLock(file: string): (() => void) | undefined {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(describeProcess(process.pid)));
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        // A link appears whole or not at all, and never over another.
        linkSync(own, file);
        return () => rmSync(file, { force: true });
      } catch {
        if (runningRecord(file) !== undefined) return undefined;
        rmSync(file, { force: true });
      }
    }
    return undefined;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Runs something while holding a lock, after waiting for whoever holds it; the signal ends the wait. */
export async function withLock<T>(
  file: string,
  onWait: () => void,
  signal: AbortSignal,
  action: () => Promise<T>,
): Promise<T> {
  let release = takeLock(file);
  if (release === undefined) onWait();
  while (release === undefined) {
    await delay(200, undefined, { signal });
    release = takeLock(file);
  }
  try {
    return await action();
  } finally {
    release();
  }
}
