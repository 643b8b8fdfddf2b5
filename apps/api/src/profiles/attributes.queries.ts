import type { ClickHouseClient } from '@clickhouse/client';
import { numbersOfProfiles, type Database } from '@cutline/postgres';
import type { ValueType } from '@cutline/segment-definition';
import { givenAt, readValues, typedValue } from './values.queries.ts';

/** Where a value comes from. */
export interface GivenValue {
  time: string | null;
  source: string;
  /** How often a value of the name was given, this one included. */
  times: number;
}

/** What is known of a profile now. */
export interface AttributesRow {
  /** As JSON: numbers, booleans, texts, lists of texts; dates (`1990-05-31`) and instants (ISO 8601) are texts. */
  attributes: Record<string, unknown>;
  types: Record<string, ValueType>;
  consents: Record<string, boolean>;
  /** By attribute, and by channel. */
  given: { attributes: Record<string, GivenValue>; consents: Record<string, GivenValue> };
}

/** Attributes and consents of profiles as they are now, by number; profiles without any are not among them. */
export async function loadAttributes(
  { database, clickHouse }: { database: Database; clickHouse: ClickHouseClient },
  workspace: number,
  profiles: number[],
): Promise<Map<number, AttributesRow>> {
  const found = new Map<number, AttributesRow>();
  if (profiles.length === 0) return found;
  const numbers = await numbersOfProfiles(database, workspace, profiles);
  for (const row of await readValues(clickHouse, workspace, numbers)) {
    const typed = typedValue(row);
    if (!typed) continue;
    const known = found.get(row.profile) ?? nothing();
    found.set(row.profile, known);
    const given = { time: givenAt(row), source: row.source, times: Number(row.times) };
    if (row.kind === 'consent') {
      known.consents[row.name] = typed.value === true;
      known.given.consents[row.name] = given;
    } else {
      known.attributes[row.name] = typed.value;
      known.types[row.name] = typed.type;
      known.given.attributes[row.name] = given;
    }
  }
  return found;
}

function nothing(): AttributesRow {
  return { attributes: {}, types: {}, consents: {}, given: { attributes: {}, consents: {} } };
}
