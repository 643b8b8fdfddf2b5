import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq } from 'drizzle-orm';
import type { EventRow } from '@cutline/clickhouse';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import { applyStatements } from '../identity/apply-statements.ts';
import type { Spoken } from '../identity/statements.ts';
import { allEnded } from '../recompute-workspace/run-queries.ts';
import { findDuplicates, storeMessageIds } from './find-duplicates.ts';
import type { IncomingAlias, IncomingEvent, IncomingIdentityChange, IncomingProfile, Said } from './incoming.ts';
import { insertAliases, insertEvents, insertIdentifiers, insertProfileValues } from './insert-once.ts';
import { whileLocked } from './workspace-lock.ts';
import { normaliseIdentifiers } from './normalise-identifiers.ts';
import { openBatch, type Batch } from './open-batch.ts';
import { profileValueRows } from './profile-value-rows.ts';

export interface Stores {
  database: Database;
  clickhouse: ClickHouseClient;
}

/** What is to land together. */
export interface Landing {
  /** The workspace's number. */
  workspace: number;
  /** Who makes the batch, e.g. `import:<id>:<chunk>`. The same origin always comes with the same contents. */
  origin: string;
  /** Where the events come from, in a word that people see: `import`, `demo`. */
  source: string;
  events: IncomingEvent[];
  profiles?: IncomingProfile[];
  aliases?: IncomingAlias[];
  identityChanges?: IncomingIdentityChange[];
  /** Rows of the inbox that it is made of. */
  inboxRows?: readonly number[];
  /** Message ids are the sender's own: they are noted, and what came before is left out. */
  checkDuplicates?: boolean;
}

export interface LandedBatch {
  /** The batch's number. */
  batch: number;
  /** Events that landed. */
  events: number;
  /** Places in `Landing.events` of those left out because their message id was known. */
  duplicates: ReadonlySet<number>;
  /** The same of `Landing.profiles`. */
  duplicateProfiles: ReadonlySet<number>;
  /** For each of `Landing.events` the number under which it stands; null for those left out. */
  eventNumbers: (number | null)[];
  /** The same of `Landing.profiles`. */
  profileNumbers: (number | null)[];
  /** Identifiers that stood together for the first time and could not be put together: two customIds would be in one profile. */
  conflicts: number;
  /** It had landed before this call, bookkeeping and all; nothing was done, and what became of its messages is not known any more. */
  landedBefore: boolean;
}

/**
 * Brings a batch into ClickHouse exactly once: gives it its number, leaves out what came before, works out whose it is, inserts, and marks it
 * landed in one Postgres transaction together with the caller's `bookkeeping`. Whatever fails on the way, calling again with the
 * same origin and contents completes it without doubling anything. Until it has landed, no evaluation reads it or any batch after it.
 * Errors of the databases are thrown as they come.
 */
export async function landBatch(
  stores: Stores,
  landing: Landing,
  bookkeeping?: (tx: Transaction, landed: LandedBatch) => Promise<void>,
): Promise<LandedBatch> {
  const { database, clickhouse } = stores;
  const { workspace } = landing;
  return whileLocked(database, 'landing', workspace, async () => {
    const batch = await openBatch(database, workspace, landing.origin, landing.inboxRows ?? null);
    if (batch.status === 'landed') return landedBefore(batch);
    const { profiles = [], aliases = [], identityChanges = [] } = landing;
    const duplicates = landing.checkDuplicates
      ? await leaveOut(clickhouse, workspace, batch, [landing.events, profiles, aliases])
      : [];
    const [events, people, renamed] = [
      places(landing.events, duplicates[0]),
      places(profiles, duplicates[1]),
      places(aliases, duplicates[2]),
    ];
    const applied = await applyStatements(database, workspace, batch.number, {
      spoken: [
        ...people.map((place) => spokenIn(landing, profiles[place]!)),
        ...events.map((place) => spokenIn(landing, landing.events[place]!)),
        ...renamed.map((place) => spokenIn(landing, aliases[place]!, aliases[place]!.previous)),
      ],
      changes: identityChanges,
    });
    const peopleNumbers = applied.numbers.slice(0, people.length);
    const eventsNumbers = applied.numbers.slice(people.length, people.length + events.length);
    const landed: LandedBatch = {
      batch: batch.number,
      events: events.length,
      duplicates: duplicates[0] ?? new Set(),
      duplicateProfiles: duplicates[1] ?? new Set(),
      eventNumbers: spread(events, eventsNumbers, landing.events.length),
      profileNumbers: spread(people, peopleNumbers, profiles.length),
      conflicts: applied.conflicts,
      landedBefore: false,
    };
    const inserted = { workspace, number: batch.number, again: batch.again };
    const said = people.map((place) => profiles[place]!);
    const happened = events.map((place) => landing.events[place]!);
    // Nobody reads any of it before the batch has landed, so their order is of no matter.
    await allEnded([
      insertIdentifiers(clickhouse, inserted, applied.identifiers),
      insertAliases(clickhouse, inserted, applied.aliases),
      insertProfileValues(clickhouse, inserted, profileValueRows(landing, batch.number, said, peopleNumbers)),
      insertEvents(clickhouse, inserted, eventRows(landing, batch, happened, eventsNumbers)),
    ]);
    await database.transaction(async (tx) => {
      await markLanded(tx, workspace, batch.number, events.length);
      await bookkeeping?.(tx, landed);
    });
    return landed;
  });
}

function landedBefore(batch: Batch): LandedBatch {
  return {
    batch: batch.number,
    events: batch.events,
    duplicates: new Set(),
    duplicateProfiles: new Set(),
    eventNumbers: [],
    profileNumbers: [],
    conflicts: 0,
    landedBefore: true,
  };
}

/** Finds what came before in each of the lists, and notes the ids of the rest. */
async function leaveOut(
  clickhouse: ClickHouseClient,
  workspace: number,
  batch: Batch,
  lists: readonly (readonly Said[])[],
): Promise<Set<number>[]> {
  const duplicates = await findDuplicates(clickhouse, workspace, batch, lists);
  const ids = lists.flatMap((list, of) => places(list, duplicates[of]).map((place) => list[place]!.messageId));
  await storeMessageIds(clickhouse, workspace, batch, new Set(ids));
  return duplicates;
}

/** Places of a list that are not left out. */
function places(list: readonly unknown[], leftOut: ReadonlySet<number> | undefined): number[] {
  return [...list.keys()].filter((place) => !leftOut?.has(place));
}

/** What is known of some places of a list, for all of them. */
function spread(of: readonly number[], known: readonly number[], length: number): (number | null)[] {
  const all = Array.from<number | null>({ length }).fill(null);
  for (const [index, place] of of.entries()) all[place] = known[index]!;
  return all;
}

function spokenIn(landing: Landing, { identifiers, time, messageId, source }: Said, previous?: string): Spoken {
  const normal = normaliseIdentifiers(identifiers);
  return {
    // Readers refuse what names nobody. Should such a message have got past them, it is somebody of its own.
    identifiers: Object.keys(normal).length > 0 ? normal : { anonymousId: `message:${messageId}` },
    time,
    messageId,
    source: source ?? landing.source,
    previous: previous === undefined ? undefined : normaliseIdentifiers({ customId: previous }).customId,
  };
}

/** Closes a batch. From the commit on, evaluations read it. */
export async function markLanded(tx: Transaction, workspace: number, number: number, events: number): Promise<void> {
  const { ingestionBatch } = schema;
  await tx
    .update(ingestionBatch)
    .set({ status: 'landed', events, landedAt: new Date(), inboxRows: null })
    .where(and(eq(ingestionBatch.workspace, workspace), eq(ingestionBatch.number, number)));
}

export function eventRows(landing: Landing, batch: Batch, events: IncomingEvent[], numbers: number[]): EventRow[] {
  const received = batch.openedAt.toISOString();
  return events.map((event, index) => ({
    workspace: landing.workspace,
    action: event.action,
    time: event.time,
    profile: numbers[index]!,
    message_id: event.messageId,
    received_at: received,
    batch: batch.number,
    source: event.source ?? landing.source,
    revenue: event.revenue,
    currency: event.currency,
    order_id: event.orderId,
    products: event.products,
    parameters: event.parameters,
  }));
}
