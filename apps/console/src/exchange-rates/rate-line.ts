/** A rate and the day from which on it holds, `2026-01-31`. */
export interface RatePoint {
  day: string;
  rate: string;
}

/** A line of rates over days: a rate holds until the next, so it goes in steps. */
export interface RateLine {
  /** The `d` of an SVG path, in a box of `width` × `height`. */
  path: string;
  lowest: RatePoint;
  highest: RatePoint;
}

/** The line through rates in any order; null for fewer than two days. */
export function lineOf(points: RatePoint[], { width, height }: { width: number; height: number }): RateLine | null {
  const byDay = points.toSorted((a, b) => a.day.localeCompare(b.day));
  if (byDay.length < 2) return null;
  const byRate = byDay.toSorted((a, b) => Number(a.rate) - Number(b.rate));
  const [lowest, highest] = [byRate[0]!, byRate.at(-1)!];
  const start = Date.parse(byDay[0]!.day);
  const days = Date.parse(byDay.at(-1)!.day) - start;
  const span = Number(highest.rate) - Number(lowest.rate);
  const x = ({ day }: RatePoint): string => (((Date.parse(day) - start) / days) * width).toFixed(1);
  const y = ({ rate }: RatePoint): string =>
    (span === 0 ? height / 2 : height - ((Number(rate) - Number(lowest.rate)) / span) * height).toFixed(1);
  const [first, ...rest] = byDay;
  return {
    path: `M${x(first!)} ${y(first!)}${rest.map((each) => `H${x(each)}V${y(each)}`).join('')}`,
    lowest,
    highest,
  };
}
