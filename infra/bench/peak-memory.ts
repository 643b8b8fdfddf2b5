import { readFileSync, writeFileSync } from 'node:fs';

/** The peak memory of another process, where the system tells: on Linux. */
export interface PeakMemory {
  /** Forgets the peak so far. */
  reset(): void;
  /** Greatest resident size since then in bytes; undefined where the system does not tell. */
  read(): number | undefined;
}

export function peakMemoryOf(pid: number): PeakMemory {
  return {
    reset() {
      try {
        writeFileSync(`/proc/${pid}/clear_refs`, '5');
      } catch {
        // Nothing to forget: read() does not tell either.
      }
    },
    read() {
      try {
        const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
      } catch {
        return undefined;
      }
    },
  };
}
