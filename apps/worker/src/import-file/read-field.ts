import type { Identifiers } from '../ingestion/incoming.ts';
import { normaliseIdentifiers } from '../ingestion/normalise-identifiers.ts';
import { BadField, quoted } from './bad-field.ts';
import { readDecimal } from './decimals.ts';
import type { Mapping, ParameterType } from './mapping.ts';
import { readTime } from './read-time.ts';
import type { RejectCode } from './reject-codes.ts';

/** Events happen from 1970 to 2149. */
const latestStorable = Date.UTC(2150, 0, 1);

/** Text of at most `limit` characters. `required` is the reject's code when it is empty; without it, empty is allowed. */
export function readText(text: string, column: string, limit: number, required?: RejectCode): string {
  if (text === '' && required) throw new BadField(required, `“${column}” is empty.`, column);
  if (text.length > limit)
    throw new BadField('too-long', `“${column}” is longer than ${limit} characters.`, column, text);
  return text;
}

/** UTC milliseconds of when the row's event happened; `latest` is the greatest allowed. */
export function readRowTime(text: string, time: Mapping['time'], latest: number): number {
  if (text === '') throw new BadField('missing-time', `“${time.column}” is empty.`, time.column);
  const instant = readTime(text, time.format, time.timeZone);
  if (instant === null)
    throw new BadField(
      'bad-time',
      `${quoted(text)} is not a time of the form ${formExamples[time.format]}.`,
      time.column,
      text,
    );
  if (instant < 0 || instant >= latestStorable)
    throw new BadField('time-out-of-range', `${quoted(text)} is not between 1970 and 2149.`, time.column, text);
  if (instant > latest)
    throw new BadField('time-in-future', `${quoted(text)} is more than a day ahead.`, time.column, text);
  return instant;
}

const formExamples = {
  iso: '2026-01-31T13:45:00Z',
  date: '2026-01-31',
  unix: '1769867100 (seconds since 1970)',
  unixMillis: '1769867100000 (milliseconds since 1970)',
  dmy: '31.01.2026',
  mdy: '01/31/2026',
} as const;

/** Whose event it is, normalised; at least one identifier is there. */
export function readIdentifiers(columns: Mapping['identifiers'], cell: (column: string) => string): Identifiers {
  const found = normaliseIdentifiers({
    customId: columns.customId && readText(cell(columns.customId), columns.customId, 500),
    email: columns.email && cell(columns.email),
    phone: columns.phone && cell(columns.phone),
  });
  if (found.email && (found.email.length > 320 || !/^[^\s@]+@[^\s@]+$/.test(found.email))) {
    throw new BadField('bad-email', `${quoted(found.email)} is not an e-mail address.`, columns.email!, found.email);
  }
  if (found.phone && !/^\+?\d{3,20}$/.test(found.phone)) {
    throw new BadField('bad-phone', `${quoted(found.phone)} is not a telephone number.`, columns.phone!, found.phone);
  }
  if (Object.keys(found).length === 0) {
    const names = Object.values(columns).filter((name) => name !== undefined);
    throw new BadField(
      'missing-identifier',
      `Nothing says whose event this is: ${names.map((name) => `“${name}”`).join(', ')} empty.`,
      names[0] ?? null,
    );
  }
  return found;
}

/** Decimal text with at most 4 places, or null when empty. */
export function readRevenue(text: string, column: string, mark: '.' | ','): string | null {
  if (text === '') return null;
  const read = readDecimal(text, mark);
  if ('value' in read) return read.value;
  switch (read.problem) {
    case 'not-a-number':
      throw new BadField(
        'bad-number',
        `${quoted(text)} is not an amount like ${mark === '.' ? '1234.50' : '1234,50'}.`,
        column,
        text,
      );
    case 'too-many-decimals':
      throw new BadField('too-many-decimals', `${quoted(text)} has more than 4 decimals.`, column, text);
    case 'out-of-range':
      throw new BadField(
        'number-out-of-range',
        `${quoted(text)} has more than 14 digits before the decimals.`,
        column,
        text,
      );
  }
}

/** ISO 4217 code, or empty. */
export function readCurrency(text: string, column: string): string {
  const code = text.toUpperCase();
  if (code !== '' && !/^[A-Z]{3}$/.test(code))
    throw new BadField('bad-currency', `${quoted(text)} is not a currency code like EUR.`, column, text);
  return code;
}

/** A parameter's value as it is stored, or null when the field is empty. Datetimes are stored as ISO 8601 text in UTC. */
export function readParameter(
  text: string,
  parameter: { column: string; type: ParameterType },
  mapping: Mapping,
): unknown {
  if (text === '') return null;
  const { column, type } = parameter;
  switch (type) {
    case 'string':
      return text;
    case 'number': {
      const point = mapping.decimalMark === ',' ? text.replace(',', '.') : text;
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?$/i.test(point) ? Number(point) : Infinity;
      if (!Number.isFinite(value)) throw new BadField('bad-number', `${quoted(text)} is not a number.`, column, text);
      // Written with all its digits, a greater one is no number that ClickHouse's JSON can hold.
      if (Math.abs(value) > 1e15)
        throw new BadField(
          'number-out-of-range',
          `${quoted(text)} is beyond ±10¹⁵, the most a number can be.`,
          column,
          text,
        );
      return value;
    }
    case 'integer': {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
      if (!Number.isSafeInteger(value))
        throw new BadField('bad-number', `${quoted(text)} is not a whole number (of at most 15 digits).`, column, text);
      return value;
    }
    case 'boolean': {
      const value = booleans.get(text.toLowerCase());
      if (value === undefined)
        throw new BadField('bad-boolean', `${quoted(text)} is neither true nor false.`, column, text);
      return value;
    }
    case 'datetime': {
      const { format, timeZone } = mapping.time;
      const instant = readTime(text, 'iso', timeZone) ?? readTime(text, format, timeZone);
      if (instant === null || instant < 0 || instant >= latestStorable)
        throw new BadField('bad-time', `${quoted(text)} is not a time.`, column, text);
      return new Date(instant).toISOString();
    }
  }
}

const booleans = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', '0'].map((word) => [word, false] as const),
]);
