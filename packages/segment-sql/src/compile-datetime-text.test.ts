import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileDateTimeText } from './compile-datetime-text.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
});
afterAll(() => engine.close());

/** What texts say as datetimes, in milliseconds as text. */
async function read(texts: (string | null)[], timeZone = 'UTC'): Promise<unknown> {
  const context = contextAt({ timeZone });
  const given = texts.map((text) => (text === null ? 'NULL' : `'${text.replace('\n', '\\n')}'`)).join(', ');
  const rows = `SELECT CAST(arrayJoin([${given}]), 'Nullable(String)') AS held`;
  // The tuple keeps NULL, which groupArray would pass over.
  const all = `(SELECT groupArray(tuple(${compileDateTimeText('held', context)})) FROM (${rows}))`;
  return ((await engine.value(all, context)) as [string | null][]).flat();
}

describe('a text as a datetime', () => {
  const local = (text: string): string => `${Date.parse(text)}`;

  it('is an instant, or the local midnight of a date', async () => {
    const held = [
      '2024-05-01T10:00:00Z',
      '2024-05-01T23:59:59.7Z',
      '2024-05-01T00:00:00.07Z',
      '1969-12-31T23:59:59.999Z',
      '2024-05-01',
      '2024-02-29',
      '1900-01-01',
      '2149-12-31',
    ];
    expect(await read(held, 'Europe/Berlin')).toEqual([
      local('2024-05-01T10:00:00Z'),
      local('2024-05-01T23:59:59.700Z'),
      local('2024-05-01T00:00:00.070Z'),
      '-1',
      local('2024-05-01T00:00:00+02:00'),
      local('2024-02-29T00:00:00+01:00'),
      local('1900-01-01T00:00:00+01:00'),
      local('2149-12-31T00:00:00+01:00'),
    ]);
  });

  it('moves past a midnight that does not exist, and takes the earlier of two', async () => {
    // Beirut: 2024-03-31 begins at 01:00 (+03:00). Havana: on 2024-11-03 the hour from 00:00 comes twice.
    expect(await read(['2024-03-31'], 'Asia/Beirut')).toEqual([local('2024-03-30T22:00:00Z')]);
    expect(await read(['2024-11-03'], 'America/Havana')).toEqual([local('2024-11-03T04:00:00Z')]);
  });

  it('is a day of the calendar', async () => {
    const days = [1900, 1969, 2000, 2023, 2024, 2100, 2149].flatMap((year) =>
      Array.from({ length: 12 * 31 }, (_, index) => {
        const [month, day] = [Math.floor(index / 31) + 1, (index % 31) + 1];
        return [year, `${month}`.padStart(2, '0'), `${day}`.padStart(2, '0')].join('-');
      }),
    );
    const exists = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
    const expected = (suffix: string) =>
      days.map((day) => (exists(day) ? `${Date.parse(`${day}${suffix || 'T00:00:00Z'}`)}` : null));
    for (const suffix of ['', 'T23:59:59.999Z'])
      expect(await read(days.map((day) => `${day}${suffix}`))).toEqual(expected(suffix));
  });

  it('has one of the two forms and no other', async () => {
    const held = [
      '2023-02-29',
      '2023-02-30',
      '2024-04-31',
      '1900-02-29',
      '1899-12-31',
      '2150-01-01',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '2024-1-01',
      '2024-01-1',
      '2024-05-01 10:00:00',
      '2024-05-01T10:00:00',
      '2024-05-01T10:00:00+02:00',
      '2024-05-01T10:00Z',
      '2024-05-01T24:00:00Z',
      '2024-05-01T23:60:00Z',
      '2024-05-01T23:59:60Z',
      '2024-05-01T10:00:00.Z',
      '2024-05-01T10:00:00.1234Z',
      '2024-05-01t10:00:00z',
      '2023-02-30T10:00:00Z',
      ' 2024-05-01',
      '2024-05-01 ',
      '2024-05-01\n',
      '+2024-05-01',
      '20240501',
      '',
      '12',
      '٢٠٢٤-05-01',
      null,
    ];
    expect(await read(held)).toEqual(held.map(() => null));
  });
});
