import { tables } from '@cutline/clickhouse/tables';
import type { PopulationSources } from './compile-metric.ts';
import type { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';

/** Keys of the sets in a run's scratch. */
export const scratchKeys = {
  base: 'base',
  leaf: (ordinal: number) => `leaf:${ordinal}`,
  segment: (id: string) => `segment:${id}`,
};

/** Whole bitmaps out of a run's scratch. */
export function scratchBitmaps(input: PlanInput, parameters: Parameters): PopulationSources {
  const bitmap = (key: string): string => `(
      SELECT groupBitmapMergeState(members) FROM ${tables.runBitmaps}
      WHERE workspace = ${parameters.named('workspace', 'UInt32', input.workspace)}
        AND run = ${parameters.named('run', 'UInt64', input.run)}
        AND key = ${parameters.add('key', 'String', key)}
    )`;
  return { base: bitmap(scratchKeys.base), segment: (id) => bitmap(scratchKeys.segment(id)) };
}
