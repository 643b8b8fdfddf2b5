import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq } from 'drizzle-orm';
import type { EventRow } from '@cutline/clickhouse';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import { findDuplicates } from './find-duplicates.ts';
import type { IncomingEvent, IncomingProfile } from './incoming.ts';
import { insertEvents, insertIdentifiers, insertProfileValues } from './insert-once.ts';
import { withLandingLock } from './landing-lock.ts';
import { normaliseIdentifiers } from './normalise-identifiers.ts';
import { openBatch, type Batch } from './open-batch.ts';
import { profileValueRows } from './profile-value-rows.ts';
import { resolveProfiles } from './resolve-profiles.ts';

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
  /** Message ids are the sender's own: events whose id is known already are left out. */
  checkDuplicates?: boolean;
}

export interface LandedBatch {
  /** The batch's number. */
  batch: number;
  /** Events that landed. */
  events: number;
  /** Places in `Landing.events` of those left out because their message id was known. */
  duplicates: ReadonlySet<number>;
  /** How often an identifier belonged to another profile than its event's. */
  conflicts: number;
  /** It had landed before this call, bookkeeping and all; nothing was done. */
  landedBefore: boolean;
}

/**
 * Brings a batch into ClickHouse exactly once: gives it its number, resolves people to profiles, inserts, and marks it
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
  return withLandingLock(database, workspace, async () => {
    const batch = await openBatch(database, workspace, landing.origin);
    if (batch.status === 'landed') {
      return { batch: batch.number, events: batch.events, duplicates: new Set(), conflicts: 0, landedBefore: true };
    }
    const duplicates = landing.checkDuplicates
      ? await findDuplicates(
          clickhouse,
          workspace,
          batch.number,
          landing.events.map((event) => event.messageId),
        )
      : new Set<number>();
    const events = duplicates.size === 0 ? landing.events : landing.events.filter((_, index) => !duplicates.has(index));
    const people = landing.profiles ?? [];
    const { profiles, named, conflicts } = await resolveProfiles(
      database,
      workspace,
      [...people, ...events].map((entry) => normaliseIdentifiers(entry.identifiers)),
    );
    const inserted = { workspace, number: batch.number, again: batch.again };
    await insertIdentifiers(clickhouse, inserted, named);
    await insertProfileValues(clickhouse, inserted, profileValueRows(landing, batch.number, people, profiles));
    await insertEvents(clickhouse, inserted, eventRows(landing, batch, events, profiles.slice(people.length)));
    const landed: LandedBatch = {
      batch: batch.number,
      events: events.length,
      duplicates,
      conflicts,
      landedBefore: false,
    };
    await database.transaction(async (tx) => {
      await markLanded(tx, workspace, batch.number, events.length);
      await bookkeeping?.(tx, landed);
    });
    return landed;
  });
}

/** Closes a batch. From the commit on, evaluations read it. */
export async function markLanded(tx: Transaction, workspace: number, number: number, events: number): Promise<void> {
  const { ingestionBatch } = schema;
  await tx
    .update(ingestionBatch)
    .set({ status: 'landed', events, landedAt: new Date() })
    .where(and(eq(ingestionBatch.workspace, workspace), eq(ingestionBatch.number, number)));
}

function eventRows(landing: Landing, batch: Batch, events: IncomingEvent[], profiles: number[]): EventRow[] {
  const received = batch.openedAt.toISOString();
  return events.map((event, index) => ({
    workspace: landing.workspace,
    action: event.action,
    time: event.time,
    profile: profiles[index]!,
    message_id: event.messageId,
    received_at: received,
    batch: batch.number,
    source: landing.source,
    revenue: event.revenue,
    currency: event.currency,
    order_id: event.orderId,
    products: event.products,
    parameters: event.parameters,
  }));
}
