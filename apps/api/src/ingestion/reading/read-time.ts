const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/**
 * UTC milliseconds of a time as clients write it: ISO 8601 (without an offset: UTC; without a clock: midnight), or a number of
 * seconds since 1970, milliseconds from 10¹¹ on. Undefined where it is none, or no such time exists.
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number') return readEpoch(value);
  return typeof value === 'string' ? readIsoInstant(value.trim()) : undefined;
}

function readEpoch(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 0 || value > 8.64e15) return undefined;
  return Math.round(value < 1e11 ? value * 1_000 : value);
}

function readIsoInstant(text: string): number | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (!isCalendarDate(year!, month!, day!) || hour! > 23 || minute! > 59 || second! > 59) return undefined;
  const offset = offsetMilliseconds(match[8]);
  if (offset === undefined) return undefined;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  // Date.UTC takes the years 0 to 99 for those of the last century; none of them is ever stored.
  if (year! < 1000) return undefined;
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!, milliseconds) - offset;
}

function offsetMilliseconds(offset: string | undefined): number | undefined {
  if (offset === undefined || /^z$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || 0);
  if (hours > 18 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Whether the calendar has such a day. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}
