import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';
import { dayLength, dayOfLocal, localMilliseconds, localOf } from './zone-sql.ts';

/** Int64, NULL where `instant` (Int64, UTC milliseconds) is: the number of the local calendar day it lies on. */
export function localDay(instant: string, context: SqlContext): string {
  return once({ t: instant }, dayOfLocal(localOf('t', context)));
}

/** Int64: the number of the local calendar day of `asOf`. */
export function today({ evaluation: { asOf, timeZone }, parameters }: SqlContext): string {
  return parameters.add('today', 'Int64', Math.floor(localMilliseconds(asOf, timeZone) / dayLength));
}
