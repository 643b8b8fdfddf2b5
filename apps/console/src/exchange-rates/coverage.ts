import type { CurrencyCoverage } from '../api/contract.ts';

/**
 * How rates and events stand to each other. `missing`: events, and no rate. `partly`: some events are of before the first
 * rate. `old`: all have a rate, the latest ones one of long ago. `unused`: rates, and no event.
 */
export type Standing = 'missing' | 'partly' | 'old' | 'complete' | 'unused';

/** So many days after the last rate events are no longer thought to be well served by it. */
const patience = 7;
const day = 86_400_000;

export function standingOf(coverage: CurrencyCoverage): Standing {
  const { days, events, eventsWithoutRate, lastDay, lastEventDay } = coverage;
  if (events === 0) return 'unused';
  if (days === 0) return 'missing';
  if (eventsWithoutRate > 0) return 'partly';
  return lastDay && lastEventDay && daysBetween(lastDay, lastEventDay) > patience ? 'old' : 'complete';
}

const urgency: Standing[] = ['missing', 'partly', 'old', 'complete', 'unused'];

/** What needs attention first; then by code. */
export function byUrgency(list: CurrencyCoverage[]): CurrencyCoverage[] {
  const rank = (each: CurrencyCoverage): number => urgency.indexOf(standingOf(each));
  return list.toSorted((a, b) => rank(a) - rank(b) || a.currency.localeCompare(b.currency));
}

/** A stretch on a bar: where it begins and how long it is, as shares of the bar. */
export interface Stretch {
  from: number;
  width: number;
}

/** Where a currency's events are on a bar over all days there are, the part of them without a rate, and where rates are given. */
export interface CoverageBar {
  events: Stretch | null;
  uncovered: Stretch | null;
  rates: Stretch | null;
}

/** Bars of all currencies over the same days, so that they can be compared. */
export function barsOf(list: CurrencyCoverage[]): Map<string, CoverageBar> {
  const edges = list
    .flatMap(({ firstDay, lastDay, firstEventDay, lastEventDay }) => [firstDay, lastDay, firstEventDay, lastEventDay])
    .filter((each) => each !== null)
    .sort();
  const first = edges[0];
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return new Map();
  const whole = daysBetween(first, last) + 1;
  const stretch = (from: string | null, until: string | null): Stretch | null =>
    from === null || until === null
      ? null
      : { from: daysBetween(first, from) / whole, width: (daysBetween(from, until) + 1) / whole };
  return new Map(
    list.map(({ currency, firstDay, lastDay, firstEventDay, lastEventDay, eventsWithoutRate }) => {
      const lastWithout =
        firstDay === null || (lastEventDay !== null && lastEventDay < firstDay) ? lastEventDay : firstDay;
      return [
        currency,
        {
          events: stretch(firstEventDay, lastEventDay),
          uncovered: eventsWithoutRate > 0 ? stretch(firstEventDay, lastWithout) : null,
          rates: stretch(firstDay, lastDay),
        },
      ];
    }),
  );
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / day);
}
