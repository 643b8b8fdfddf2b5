/**
 * Ends of an axis that hold all counts, on round figures: from zero when the counts come near it, else from a little
 * below the least, so that small changes of a large segment can be seen.
 */
export function niceScale(counts: number[]): { low: number; high: number } {
  if (counts.length === 0) return { low: 0, high: 1 };
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const span = most - least || Math.max(1, most * 0.1);
  const unit = 10 ** Math.floor(Math.log10(span));
  const low = least - span < 0 || least < most / 2 ? 0 : Math.floor((least - span * 0.2) / unit) * unit;
  return { low, high: Math.max(Math.ceil((most + span * 0.1) / unit) * unit, low + 1) };
}
