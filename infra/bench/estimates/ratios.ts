import type { Work } from '@cutline/segment-sql';

/** An estimate beside what it then took. */
export interface Compared {
  name: string;
  estimated: Work;
  taken: Work;
  /** Milliseconds that estimating took. */
  milliseconds: number;
}

/** What is less than this is nothing that anybody waits or pays for: estimates are compared from here on. */
const least: Work = { rows: 10_000, bytes: 500_000, seconds: 0.05 };

/** Estimated by taken. */
export function ratioOf({ estimated, taken }: Compared, property: keyof Work): number {
  return Math.max(estimated[property], least[property]) / Math.max(taken[property], least[property]);
}

/** Share of the comparisons that are within a factor. */
export function within(compared: readonly Compared[], property: keyof Work, factor: number): number {
  const close = compared.filter((each) => {
    const ratio = ratioOf(each, property);
    return ratio <= factor && ratio >= 1 / factor;
  });
  return close.length / compared.length;
}

/** The ratio that a share of the comparisons is not above. */
export function quantile(ratios: readonly number[], level: number): number {
  const sorted = ratios.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(level * sorted.length))]!;
}
