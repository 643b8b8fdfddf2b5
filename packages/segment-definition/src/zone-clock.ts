import { Temporal } from 'temporal-polyfill';

/**
 * A zone's clock as two step functions, for an engine whose own time-zone data is not to be asked. `offsets[i]`
 * (milliseconds) holds from `instants[i]` (UTC milliseconds) for turning instants into local time, and from `locals[i]`
 * (local milliseconds) for turning local times into instants: a local time that a clock change removes moves forward past
 * the gap, one that comes twice is the earlier. All arrays have the same length and ascend.
 */
export interface ZoneClock {
  instants: number[];
  locals: number[];
  offsets: number[];
}

/** Before this the clock of 1900 is used. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2150, 0, 1);

/** A zone's clock from 1900 to 2149. */
export function zoneClock(timeZone: string): ZoneClock {
  let moment = Temporal.Instant.fromEpochMilliseconds(earliest).toZonedDateTimeISO(timeZone);
  let offset = moment.offsetNanoseconds / 1_000_000;
  const clock: ZoneClock = { instants: [-8e15], locals: [-8e15], offsets: [offset] };
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= latest) return clock;
    const after = next.offsetNanoseconds / 1_000_000;
    moment = next;
    if (after === offset) continue;
    clock.instants.push(next.epochMilliseconds);
    clock.locals.push(next.epochMilliseconds + Math.max(offset, after));
    clock.offsets.push(after);
    offset = after;
  }
}
