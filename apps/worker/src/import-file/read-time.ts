import { localInstant } from './local-instant.ts';
import type { TimeFormat } from './mapping.ts';

/** UTC milliseconds of a time written in a format, or null when it is not written so or no such time exists. */
export function readTime(text: string, format: TimeFormat, timeZone: string): number | null {
  switch (format) {
    case 'iso':
      return readParts(isoTime.exec(text), ['year', 'month', 'day'], timeZone);
    case 'date':
      return readParts(plainDate.exec(text), ['year', 'month', 'day'], timeZone);
    case 'dmy':
      return readParts(dayFirst.exec(text), ['day', 'month', 'year'], timeZone);
    case 'mdy':
      return readParts(dayFirst.exec(text), ['month', 'day', 'year'], timeZone);
    case 'unix':
      return /^-?\d{1,12}(\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * 1000) : null;
    case 'unixMillis':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
  }
}

const clock = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?)?`;
const isoTime = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${clock}$`);
const plainDate = /^(\d{4})(?:-|\/|\.|)(\d{2})(?:-|\/|\.|)(\d{2})$/;
const dayFirst = new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})${clock}$`);

type DatePart = 'year' | 'month' | 'day';

function readParts(
  match: RegExpExecArray | null,
  order: [DatePart, DatePart, DatePart],
  timeZone: string,
): number | null {
  if (!match) return null;
  const part = (name: DatePart): number => Number(match[1 + order.indexOf(name)]);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
  const offset = match[8];
  const inHour = minute * 60_000 + second * 1000 + Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  if (offset === undefined) return localInstant(year, month, day, hour, inHour, timeZone);
  const minutes = offsetMinutes(offset);
  return minutes === null ? null : Date.UTC(year, month - 1, day, hour) + inHour - minutes * 60_000;
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1000) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function offsetMinutes(offset: string): number | null {
  if (/^z$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || 0);
  if (hours > 18 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
