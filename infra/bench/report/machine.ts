import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** Where and with what a benchmark ran. */
export interface Machine {
  cpu: string;
  cores: number;
  /** Bytes. */
  memory: number;
  system: string;
  /** Processes that wanted a core before the benchmark began, on average. */
  load: number;
  /** UTC date. */
  date: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    memory: totalmem(),
    system: `${type()} ${release().split('.').slice(0, 2).join('.')}`,
    load: loadavg()[0]!,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** A paragraph with the command, the machine and the versions. */
export function measuredBy(command: string, machine: Machine, versions: string[]): string {
  const memory = (machine.memory / 2 ** 30).toFixed(0);
  return `\`${command}\` on ${machine.date}: ${machine.cpu}, ${machine.cores} cores, ${memory} GiB of memory, load ${machine.load.toFixed(1)} before
the start; ${machine.system}; ${[...versions, `Node ${process.versions.node}`].join(', ')}.`;
}
