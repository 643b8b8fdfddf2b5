import type { ClickHouseSettings } from '@clickhouse/client';
import type { Limits } from './limits.ts';

/**
 * How a statement stands to others in ClickHouse. `live`: somebody waits for it. `run`: it is of a run, and known to be short. `new`: nobody knows how long it takes.
 * `long`: it took long before; it has what the others leave.
 */
export type Pace = 'live' | 'run' | 'new' | 'long';

/**
 * Who goes ahead on a processor: nice values, which ClickHouse heeds where it has CAP_SYS_NICE. Beside a statement that is known to be short a new one gets about a
 * sixteenth of a processor's time, a long one a seventieth; a long one beside a new one a fifth.
 */
const niceness: Record<Pace, number> = { live: -5, run: 0, new: 12, long: 19 };
/** Before each block that they read statements pause while others of a lower number run: this ClickHouse heeds anywhere. */
const priorities: Record<Pace, number> = { live: 1, run: 1, new: 2, long: 3 };

/**
 * ClickHouse's settings for a statement: it is stopped beyond the limits, groups and sorts on disk from half of its memory on, and leaves the processors to
 * statements that go ahead of it.
 *
 * @param threads those that it may use at most; undefined: as many as there are
 */
export function statementSettings(limits: Limits, pace: Pace, threads?: number): ClickHouseSettings {
  const partOfMemory = (part: number): string => String(Math.floor(limits.statementMemory / part));
  return {
    max_execution_time: limits.statementSeconds,
    timeout_overflow_mode: 'throw',
    max_memory_usage: String(limits.statementMemory),
    max_bytes_before_external_group_by: partOfMemory(2),
    max_bytes_before_external_sort: partOfMemory(2),
    // About what ClickHouse has by itself where the limit is the default one. While a block is made it stands in memory more than once.
    min_insert_block_size_bytes: partOfMemory(16),
    ...(limits.statementRows !== null && {
      max_rows_to_read: String(limits.statementRows),
      read_overflow_mode: 'throw',
    }),
    // The name that versions before 25.10 know as well.
    os_thread_priority: String(niceness[pace]),
    priority: String(priorities[pace]),
    ...(threads !== undefined && { max_threads: threads }),
  };
}
