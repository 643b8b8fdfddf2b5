import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { PeakMemory } from './store.ts';

/** The greatest resident size of one process, as the kernel keeps it. */
export function peakMemoryOf(pid: () => number): PeakMemory {
  return {
    reset() {
      try {
        writeFileSync(`/proc/${pid()}/clear_refs`, '5');
      } catch {
        // Nothing to forget: read() does not tell either.
      }
    },
    read: () => kilobytes(`/proc/${pid()}/status`, /^VmHWM:\s+(\d+) kB$/m),
  };
}

/**
 * The greatest size of a process with its children, which share pages: of those each counts its part. The kernel keeps no peak of that, so it
 * is asked again and again.
 */
export function peakMemoryOfTree(pid: () => number): PeakMemory & { end(): void } {
  let greatest: number | undefined;
  const look = (): void => {
    const sizes = [pid(), ...childrenOf(pid())].map((each) =>
      kilobytes(`/proc/${each}/smaps_rollup`, /^Pss:\s+(\d+) kB$/m),
    );
    const known = sizes.filter((size) => size !== undefined);
    if (known.length > 0)
      greatest = Math.max(
        greatest ?? 0,
        known.reduce((sum, size) => sum + size),
      );
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    reset() {
      greatest = undefined;
      timer ??= setInterval(look, 20);
    },
    read() {
      look();
      return greatest;
    },
    end() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function childrenOf(parent: number): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === parent);
  } catch {
    return [];
  }
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** Bytes; undefined where the file is not there. */
function kilobytes(file: string, pattern: RegExp): number | undefined {
  try {
    const found = pattern.exec(readFileSync(file, 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found) * 1024;
  } catch {
    return undefined;
  }
}
