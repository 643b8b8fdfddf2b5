import type { ValuesPreviewRow } from '@cutline/segment-sql';
import type { Distribution } from './previews.schemas.ts';

/** A row of the engine's as it is answered. */
export function distributionOf(row: ValuesPreviewRow): Omit<Distribution, 'asOf' | 'known' | 'run'> {
  return {
    value: row.value,
    profiles: Number(row.profiles),
    below: Number(row.below),
    on: Number(row.on),
    above: Number(row.above),
    histogram: row.bars.map(([from, to, profiles]) => ({ from, to, profiles: Number(profiles) })),
    summary: { min: row.least, max: row.greatest, mean: row.mean, zero: Number(row.zero) },
  };
}
