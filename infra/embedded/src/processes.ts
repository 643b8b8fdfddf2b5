import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A process that this project started, so that it can be told from a later one with the same number.
 */
export interface ProcessRecord {
  pid: number;
  /** When the system says it started, in the system's own words. */
  started: string;
}

/** The record of a process that runs now; undefined when there is none, or only its unreaped remains. */
export function describeProcess(pid: number): ProcessRecord | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedElsewhere(pid);
  return started === undefined ? undefined : { pid, started };
}

function startedOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in brackets may hold spaces and brackets; the fields after it do not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A process whose first thread has ended holds its files and ports until the last one has.
    const remains = fields[0] === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1;
    if (remains || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function startedElsewhere(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether the very process of the record still runs. */
export function isRunning(record: ProcessRecord): boolean {
  return describeProcess(record.pid)?.started === record.started;
}

/** The command line of a process, '' when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Remembers a running process in a file; a process that is already gone leaves no file. */
export function writeRecord(file: string, pid: number): void {
  const record = describeProcess(pid);
  if (record !== undefined) writeFileSync(file, JSON.stringify(record));
}

/** The process a file remembers, if it still runs. */
export function runningRecord(file: string): ProcessRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord;
    return isRunning(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

export function removeRecord(file: string): void {
  rmSync(file, { force: true });
}

/**
 * Asks a process to end, insists with SIGKILL after a while, and returns when it is gone.
 *
 * @param patience milliseconds before SIGKILL
 */
export async function endProcess(record: ProcessRecord, signal: NodeJS.Signals, patience: number): Promise<void> {
  const insistAt = Date.now() + patience;
  let insisted = false;
  send(record, signal);
  while (isRunning(record)) {
    if (!insisted && Date.now() >= insistAt) {
      insisted = true;
      send(record, 'SIGKILL');
    }
    await delay(20);
  }
}

function send(record: ProcessRecord, signal: NodeJS.Signals): void {
  if (!isRunning(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
