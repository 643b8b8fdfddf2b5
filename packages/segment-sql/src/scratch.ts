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
  /** Those of whom something was said since an earlier run, and those for whom only time passed: an event left a window, or came into one. */
  touched: 'touched',
  slid: 'slid',
  /** Those whom live runs looked at since a run began. */
  held: 'held',
  /** Those whose timelines of a stream are made anew. */
  doubts: (stream: number) => `doubts:${stream}`,
};

/** Whether a segment's base has anonymous profiles. */
export function includesAnonymous(segment: Segment, { includeAnonymous }: { includeAnonymous: boolean }): boolean {
  return segment.includeAnonymous ?? includeAnonymous;
}

/**
 * Under these ids the base stands among memberships, with anonymous profiles and without, so that a run need not find it anew: it is what it was but for those to whom
 * something happened. No definition has such an id.
 */
export const baseIds = {
  named: '00000000-0000-0000-0000-000000000001',
  everyone: '00000000-0000-0000-0000-000000000002',
} as const;

/** A whole bitmap out of a run's scratch. */
export function scratchBitmap(
  key: string,
  input: Pick<PlanInput, 'workspace' | 'run'>,
  parameters: Parameters,
): string {
  return unitedBitmap(`key = ${parameters.add('key', 'String', key)}`, input, parameters);
}

/** Those to whom something happened, by a run's scratch. */
export function lookedBitmap(input: Pick<PlanInput, 'workspace' | 'run'>, parameters: Parameters): string {
  return unitedBitmap(`key IN ('${scratchKeys.touched}', '${scratchKeys.slid}')`, input, parameters);
}

function unitedBitmap(keys: string, input: Pick<PlanInput, 'workspace' | 'run'>, parameters: Parameters): string {
  return `(
      SELECT groupBitmapMergeState(members) FROM ${tables.runBitmaps}
      WHERE workspace = ${parameters.named('workspace', 'UInt32', input.workspace)}
        AND run = ${parameters.named('run', 'UInt64', input.run)}
        AND ${keys}
    )`;
}

/** What populations are taken from during a run. */
export function scratchBitmaps(input: PlanInput, parameters: Parameters): PopulationSources {
  return {
    base: scratchBitmap(scratchKeys.base(input.includeAnonymous), input, parameters),
    segment: (id) => scratchBitmap(scratchKeys.segment(id), input, parameters),
  };
}
