import type { BoundaryRow, MetricRow, ValuesPreviewRow } from '@cutline/segment-sql';
import type { Boundary, Distribution } from './previews.schemas.ts';

/** A row of the engine's as it is answered. */
export function distributionOf(row: ValuesPreviewRow): Omit<Distribution, 'asOf' | 'known' | 'run'> {
  return {
    value: row.value,
    profiles: Number(row.profiles),
    below: Number(row.below),
    on: Number(row.on),
    above: Number(row.above),
    common: [],
    histogram: row.bars.map(([from, to, profiles]) => ({ from, to, profiles: Number(profiles) })),
    summary: { min: row.least, max: row.greatest, mean: row.mean, zero: Number(row.zero) },
  };
}

/** What is known of a metric that is not of profiles' values: no profile lies below or above it. */
export function figureOf(row: MetricRow): Omit<Distribution, 'asOf' | 'known' | 'run'> {
  return { ...nothing, value: row.value, profiles: row.profiles === null ? 0 : Number(row.profiles) };
}

/** What is known of values that are not numbers: which are the most common. */
export function commonOf(
  rows: { value: string | null; profiles: string }[],
): Omit<Distribution, 'asOf' | 'known' | 'run'> {
  const common = rows.map(({ value, profiles }) => ({ value, profiles: Number(profiles) }));
  return { ...nothing, common, profiles: common.reduce((sum, { profiles }) => sum + profiles, 0) };
}

const nothing = {
  value: null,
  profiles: 0,
  below: 0,
  on: 0,
  above: 0,
  common: [],
  histogram: [],
  summary: { min: null, max: null, mean: null, zero: 0 },
};

/** Where the line of a refinement is, as it is answered; null where nobody is ranked. */
export function boundaryOf(row: BoundaryRow | undefined): Boundary | null {
  if (!row) return null;
  return { line: row.line, above: Number(row.above), level: Number(row.level), kept: Number(row.kept) };
}
