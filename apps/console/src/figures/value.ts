import type { ValueType } from '@cutline/segment-definition';
import { t } from '../language/messages.ts';
import { formatDecimal, formatMoney } from './number.ts';
import { formatInstant } from './time.ts';

const valueTypeIcons: Record<ValueType, string> = {
  string: 'i-lucide-type',
  boolean: 'i-lucide-toggle-left',
  integer: 'i-lucide-hash',
  number: 'i-lucide-hash',
  money: 'i-lucide-banknote',
  datetime: 'i-lucide-calendar',
  list: 'i-lucide-list',
};

export function iconOfType(type: ValueType): string {
  return valueTypeIcons[type];
}

/** A value of the API's as people read it (instants in UTC milliseconds, lists as JSON); none is a dash. Money is in the workspace's currency, instants in its zone. */
export function formatValue(
  value: string | null,
  type: ValueType | undefined,
  { currency, timeZone }: { currency: string; timeZone: string },
): string {
  if (value === null) return '–';
  switch (type) {
    case 'money':
      return formatMoney(value, currency);
    case 'integer':
    case 'number':
      return formatDecimal(value);
    case 'datetime':
      return formatInstant(new Date(Number(value)).toISOString(), timeZone);
    case 'boolean':
      return value === 'true' || value === '1' ? t.figures.yes : t.figures.no;
    case 'list':
      return (JSON.parse(value) as string[]).join(', ') || t.figures.emptyList;
    default:
      return value || t.figures.empty;
  }
}
