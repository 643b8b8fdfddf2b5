import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { TimeFormat } from './mapping.ts';
import { readTime } from './read-time.ts';

test.each<[string, TimeFormat, string, string | null]>([
  ['2026-01-31', 'iso', 'Europe/Berlin', '2026-01-30T23:00:00Z'],
  ['2026-01-31T13:45', 'iso', 'UTC', '2026-01-31T13:45:00Z'],
  ['2026-01-31 13:45:10.5', 'iso', 'UTC', '2026-01-31T13:45:10.5Z'],
  ['2026-01-31T13:45:10.123456Z', 'iso', 'Europe/Berlin', '2026-01-31T13:45:10.123Z'],
  ['2026-01-31T13:45:10+02:00', 'iso', 'Europe/Berlin', '2026-01-31T11:45:10Z'],
  ['2026-01-31T13:45:10-0330', 'iso', 'Europe/Berlin', '2026-01-31T17:15:10Z'],
  ['2026-01-31T13:45:10+02', 'iso', 'Europe/Berlin', '2026-01-31T11:45:10Z'],
  ['19970412', 'date', 'UTC', '1997-04-12T00:00:00Z'],
  ['1997/04/12', 'date', 'America/New_York', '1997-04-12T04:00:00Z'],
  ['2024-02-29', 'date', 'UTC', '2024-02-29T00:00:00Z'],
  ['31.1.2026', 'dmy', 'UTC', '2026-01-31T00:00:00Z'],
  ['31/01/2026 8:05', 'dmy', 'UTC', '2026-01-31T08:05:00Z'],
  ['1/31/2026', 'mdy', 'UTC', '2026-01-31T00:00:00Z'],
  ['31/1/2026', 'mdy', 'UTC', null],
  ['1767323045', 'unix', 'Europe/Berlin', '2026-01-02T03:04:05Z'],
  ['1767323045.25', 'unix', 'UTC', '2026-01-02T03:04:05.250Z'],
  ['1767323045678', 'unixMillis', 'UTC', '2026-01-02T03:04:05.678Z'],
  ['1767323045678', 'unix', 'UTC', null],
  // Hours that a clock change removes move forward past the gap; those that come twice are the earlier.
  ['2026-03-29T02:30:00', 'iso', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  ['2026-10-25T02:30:00', 'iso', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
  ['2011-12-30', 'date', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
])('%s as %s in %s is %s', (text, format, timeZone, expected) => {
  const instant = readTime(text, format, timeZone);
  expect(instant === null ? null : new Date(instant).toISOString()).toBe(
    expected === null ? null : new Date(expected).toISOString(),
  );
});

test('local times are what the time-zone database says, on ordinary days and on those of clock changes', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'Pacific/Apia',
  );
  const minutes = fc.integer({ min: 0, max: 80 * 365 * 24 * 60 });
  const changes = fc
    .constantFrom('2026-03-29T01:59', '2026-10-25T02:00', '2026-04-05T01:45', '2026-10-04T02:15', '2018-11-04T00:10')
    .map((text) => Temporal.PlainDateTime.from(text));
  const anyTime = minutes.map((count) => new Temporal.PlainDateTime(1970, 1, 2).add({ minutes: count }));
  fc.assert(
    fc.property(fc.oneof(changes, anyTime), zones, (local, zone) => {
      expect(readTime(local.toString(), 'iso', zone)).toBe(local.toZonedDateTime(zone).epochMilliseconds);
    }),
    { numRuns: 500 },
  );
});
