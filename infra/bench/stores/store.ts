import type { Meter } from '../meter.ts';

/** What was read; undefined where the engine does not tell. */
export interface Read {
  rows: number | undefined;
  /** As each engine counts them: see the page of the benchmark. */
  bytes: number | undefined;
}

/** One engine with the generated shop in it. */
export interface Store {
  /** Name and version. */
  readonly title: string;
  createMeter(): Meter;
  /** A statement that makes a table of another one's rows. */
  copyOf(table: string, from: string): string;
  /** Ends the engine's process and starts another on the same data, so that memory and caches hold nothing of what was done before. */
  restart(): Promise<void>;
  /** What all of it has read since its start. */
  read(): Promise<Read>;
  readonly memory: PeakMemory;
  stop(): Promise<void>;
}

/** The peak memory of an engine, where the system tells: on Linux. */
export interface PeakMemory {
  /** Forgets the peak so far. */
  reset(): void;
  /** Greatest size since then in bytes; undefined where the system does not tell. */
  read(): number | undefined;
}

export const storeNames = ['clickhouse', 'duckdb', 'postgres'] as const;
export type StoreName = (typeof storeNames)[number];
export type Stores = Readonly<Partial<Record<StoreName, Store>>>;
