import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { zoneClock, type ZoneClock } from './zone-clock.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/Havana',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Antarctica/Troll',
];
const from = Date.UTC(1900, 0, 2);
const to = Date.UTC(2149, 11, 30);

/** Whole numbers from `from` until before `to`: the same ones in every run. */
function* scattered(count: number): Generator<number> {
  let state = 4_022_026;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield from + Math.floor((state / 2 ** 32) * (to - from));
  }
}

/** Instants all over two and a half centuries, and those around every change of the clock. */
function instants(clock: ZoneClock): number[] {
  const changes = clock.instants.filter((instant) => instant > from && instant < to);
  return [...scattered(1_000), ...changes.flatMap((instant) => [instant - 1, instant, instant + 1])];
}

/** Local times likewise, and those in the gaps and the hours that come twice. */
function locals(clock: ZoneClock): number[] {
  const changes = clock.locals.filter((local) => local > from && local < to);
  const steps = [-7_200_001, -5_400_000, -3_600_001, -3_600_000, -1_800_000, -1, 0, 1, 1_800_000, 3_600_000, 5_400_000];
  return [...scattered(1_000), ...changes.flatMap((local) => steps.map((step) => local + step))];
}

function offsetAt(steps: number[], at: number, { offsets }: ZoneClock): number {
  return offsets[steps.findLastIndex((step) => step <= at)]!;
}

function temporalLocal(instant: number, zone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;
}

function temporalInstant(local: number, zone: string): number {
  const plain = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
  return plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

describe.each(zones)('the clock of %s', (zone) => {
  const clock = zoneClock(zone);

  it('ascends, with a step of each kind for every change', () => {
    for (const steps of [clock.instants, clock.locals]) {
      expect(steps).toHaveLength(clock.offsets.length);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    }
  });

  it('shows the local time that Temporal does', () => {
    const wrong = instants(clock).filter(
      (instant) => instant + offsetAt(clock.instants, instant, clock) !== temporalLocal(instant, zone),
    );
    expect(wrong).toEqual([]);
  });

  it('finds the instant of a local time that Temporal does', () => {
    const wrong = locals(clock).filter(
      (local) => local - offsetAt(clock.locals, local, clock) !== temporalInstant(local, zone),
    );
    expect(wrong).toEqual([]);
  });
});

describe('changes of the clock', () => {
  const instantOf = (zone: string, local: string): string => {
    const clock = zoneClock(zone);
    const at = Date.parse(`${local}Z`);
    return new Date(at - offsetAt(clock.locals, at, clock)).toISOString();
  };

  it('move a local time that is skipped past the gap, be it a whole day', () => {
    expect(instantOf('Asia/Beirut', '2024-03-31T00:00:00')).toBe('2024-03-30T22:00:00.000Z');
    expect(instantOf('Europe/Berlin', '2024-03-31T02:30:00')).toBe('2024-03-31T01:30:00.000Z');
    expect(instantOf('Pacific/Apia', '2011-12-30T12:00:00')).toBe('2011-12-30T22:00:00.000Z');
  });

  it('take the earlier of two', () => {
    expect(instantOf('America/Havana', '2024-11-03T00:30:00')).toBe('2024-11-03T04:30:00.000Z');
    expect(instantOf('Australia/Lord_Howe', '2024-04-07T01:45:00')).toBe('2024-04-06T14:45:00.000Z');
  });

  it('know offsets of less than a minute', () => {
    const clock = zoneClock('Africa/Monrovia');
    expect(offsetAt(clock.instants, Date.UTC(1971, 0, 1), clock)).toBe(-(44 * 60 + 30) * 1_000);
    expect(offsetAt(clock.instants, Date.UTC(1973, 0, 1), clock)).toBe(0);
  });

  it('have no steps where the clock never changes', () => {
    expect(zoneClock('UTC')).toEqual({ instants: [-8e15], locals: [-8e15], offsets: [0] });
  });
});
