import type { WhyNode } from '../api/contract.ts';
import { formatClock, formatDay } from '../figures/time.ts';
import { formatValue } from '../figures/value.ts';
import { t } from '../language/messages.ts';

/** What figures are written with: the workspace's currency and time zone. */
export interface Figures {
  currency: string;
  timeZone: string;
}

/** A value of a rule as people read it; an instant at local midnight is a day. */
export function valueWords(value: string | null, type: WhyNode['valueType'], figures: Figures): string {
  if (value === null) return t.figures.noValue;
  if (type === 'datetime') {
    const instant = new Date(Number(value)).toISOString();
    if (formatClock(instant, figures.timeZone, 'en-GB') === '00:00') return formatDay(instant, figures.timeZone);
  }
  return formatValue(value, type ?? 'string', figures);
}
