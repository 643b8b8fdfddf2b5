import type { HistogramBar } from '../api/contract.ts';

/**
 * Where values stand on the axis of a histogram: each bar is one unit wide, in order, however wide its values are (a long tail stays readable). A bar of one
 * value has it in its middle; a bar of a range has its values spread over it.
 */
export function positionOf(value: number, bars: HistogramBar[]): number {
  if (bars.length === 0) return 0;
  let previous = { at: 0, value: Number(bars[0]!.from) };
  for (const [index, bar] of bars.entries()) {
    const [from, to] = [Number(bar.from), Number(bar.to)];
    const stops =
      from === to
        ? [{ at: index + 0.5, value: from }]
        : [
            { at: index, value: from },
            { at: index + 1, value: to },
          ];
    for (const stop of stops) {
      if (value === stop.value) return stop.at;
      if (value < stop.value) {
        const span = stop.value - previous.value;
        return span > 0 ? previous.at + ((value - previous.value) / span) * (stop.at - previous.at) : stop.at;
      }
      previous = stop;
    }
  }
  return bars.length;
}

/** The share of profiles left of a place on the axis: the quantile level that would cut there, 0 to 1 with two places. */
export function levelAt(position: number, bars: HistogramBar[]): number {
  const total = bars.reduce((sum, bar) => sum + bar.profiles, 0);
  if (total === 0) return 0;
  let left = 0;
  for (const [index, bar] of bars.entries()) {
    if (position >= index + 1) left += bar.profiles;
    else if (position > index) left += bar.profiles * (position - index);
  }
  return Math.min(1, Math.max(0, Math.round((left / total) * 100) / 100));
}
