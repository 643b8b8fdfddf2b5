import { tables } from '@cutline/clickhouse/tables';
import type { Segment } from '@cutline/segment-definition';
import type { PopulationSources } from './compile-histogram.ts';
import type { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';

/** Keys of the sets in a run's scratch. */
export const scratchKeys = {
  base: (includeAnonymous: boolean) => (includeAnonymous ? 'base:all' : 'base:known'),
  leaf: (ordinal: number) => `leaf:${ordinal}`,
  /** Those for whom the rules of a refined segment hold. */
  rules: (id: string) => `rules:${id}`,
  segment: (id: string) => `segment:${id}`,
  /** Those whose timelines of a stream are made anew. */
  doubts: (stream: number) => `doubts:${stream}`,
};

/** Whether a segment's base has anonymous profiles. */
export function includesAnonymous(segment: Segment, { includeAnonymous }: { includeAnonymous: boolean }): boolean {
  return segment.includeAnonymous ?? includeAnonymous;
}

/** A whole bitmap out of a run's scratch. */
export function scratchBitmap(
  key: string,
  input: Pick<PlanInput, 'workspace' | 'run'>,
  parameters: Parameters,
): string {
  return `(
      SELECT groupBitmapMergeState(members) FROM ${tables.runBitmaps}
      WHERE workspace = ${parameters.named('workspace', 'UInt32', input.workspace)}
        AND run = ${parameters.named('run', 'UInt64', input.run)}
        AND key = ${parameters.add('key', 'String', key)}
    )`;
}

/** What populations are taken from during a run. */
export function scratchBitmaps(input: PlanInput, parameters: Parameters): PopulationSources {
  return {
    base: scratchBitmap(scratchKeys.base(input.includeAnonymous), input, parameters),
    segment: (id) => scratchBitmap(scratchKeys.segment(id), input, parameters),
  };
}
