import type { SegmentFreshness } from '../api/contract.ts';
import { readersLocale } from '../figures/number.ts';
import { dateIn, formatExactClock, formatInstant } from '../figures/time.ts';

export const targetUnits = ['second', 'minute', 'hour', 'day'] as const;
export type TargetUnit = (typeof targetUnits)[number];

const secondsOf: Record<TargetUnit, number> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };

/** A time in the greatest unit that it is a whole number of: 5400 → 90 minutes. */
export function inWholeUnits(seconds: number): { amount: number; unit: TargetUnit } {
  const unit = targetUnits.toReversed().find((each) => seconds % secondsOf[each] === 0) ?? 'second';
  return { amount: seconds / secondsOf[unit], unit };
}

/** Seconds of an amount of units. */
export function inSeconds(amount: number, unit: TargetUnit): number {
  return Math.round(amount * secondsOf[unit]);
}

/** 900 → 15 minutes */
export function formatTarget(seconds: number, locale: string = readersLocale()): string {
  const { amount, unit } = inWholeUnits(seconds);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}

/** As of when a segment is right: with seconds where that was today in the workspace, else with the date. */
export function formatAsOf(asOf: string, timeZone: string, now: number): string {
  const today = dateIn(new Date(now).toISOString(), timeZone);
  return dateIn(asOf, timeZone) === today ? formatExactClock(asOf, timeZone) : formatInstant(asOf, timeZone);
}

/** Whether it is older than it may be by now; what the API said may be of a moment ago. */
export function isLate({ late, asOf, target }: SegmentFreshness, now: number): boolean {
  return asOf === null ? late : now - Date.parse(asOf) > target * 1_000;
}
