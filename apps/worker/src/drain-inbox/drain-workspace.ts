import type { ClickHouseClient } from '@clickhouse/client';
import type { Database, Transaction } from '@cutline/postgres';
import type { Keyring } from '@cutline/secrets';
import { sql } from 'drizzle-orm';
import { isOutage } from '../activity-failures.ts';
import { landBatch, type LandedBatch } from '../ingestion/land-batch.ts';
import { unlessLocked } from '../ingestion/workspace-lock.ts';
import { chooseRows, drainLimits, type DrainLimits } from './choose-rows.ts';
import { contentsOf, readRows, type Contents, type WaitingMessage } from './read-rows.ts';
import { countOutcomes, recordOutcomes, type Outcome } from './record-outcomes.ts';
import { setAsideErased } from './set-aside-erased.ts';
import { setAsideUnfit } from './set-aside-unfit.ts';

export interface DrainStores {
  database: Database;
  clickhouse: ClickHouseClient;
  keyring: Keyring;
  /** Told of each batch that landed. */
  landed?: () => void;
}

/**
 * Lands what waits for a workspace (its number), batch after batch, until all of it has landed or `signal` says to stop; does nothing where another
 * process is at it. What comes while the last of these batches lands is left to the next call, so that it is gathered first. Each batch is one of `landBatch`: its rows leave the inbox in the transaction that marks it landed, so that a
 * message is in the inbox or counted, never both, never neither. Errors of the databases are thrown as they come.
 */
export async function drainWorkspace(
  stores: DrainStores,
  workspace: number,
  signal?: AbortSignal,
  limits: DrainLimits = drainLimits,
): Promise<void> {
  await unlessLocked(stores.database, 'draining', workspace, async () => {
    while (!signal?.aborted) {
      const { rows, more } = await chooseRows(stores.database, workspace, limits);
      if (rows.length === 0) return;
      try {
        await drainRows(stores, workspace, rows);
        stores.landed?.();
        if (!more) return;
      } catch (error) {
        if (isOutage(error) || (await setAsideUnfit(stores, rows)) === 0) throw error;
      }
    }
  });
}

async function drainRows(stores: DrainStores, workspace: number, rows: number[]): Promise<void> {
  const all = await readRows(stores.database, rows);
  const { kept, erased } = await setAsideErased(stores, workspace, all);
  const contents = contentsOf(kept);
  const { events, profiles, aliases, identityChanges } = contents;
  await landBatch(
    stores,
    {
      workspace,
      origin: `inbox:${rows[0]}`,
      source: 'inbox',
      inboxRows: rows,
      events,
      profiles,
      aliases,
      identityChanges,
      checkDuplicates: true,
    },
    async (tx, landed) => {
      await recordOutcomes(tx, landed.batch, outcomesOf(contents, kept, erased, landed));
      await countOutcomes(tx, countsOf(contents, erased, landed));
      await deleteRows(tx, rows);
    },
  );
}

function outcomesOf(
  { eventMessages, profileMessages }: Contents,
  kept: readonly WaitingMessage[],
  erased: readonly WaitingMessage[],
  landed: LandedBatch,
): Outcome[] {
  const { eventNumbers, profileNumbers } = landed;
  const numbers = new Map<WaitingMessage, number | null>();
  for (const [place, message] of profileMessages.entries()) numbers.set(message, profileNumbers[place] ?? null);
  for (const [place, message] of eventMessages.entries()) numbers.set(message, eventNumbers[place] ?? null);
  const again = repeated({ eventMessages, profileMessages }, landed);
  const told = (message: WaitingMessage, outcome: Outcome['outcome']): Outcome => ({
    row: message.row,
    messageId: message.messageId,
    outcome,
    number: numbers.get(message) ?? null,
  });
  return [
    ...kept.map((message) => told(message, again.has(message) ? 'duplicate' : 'landed')),
    ...erased.map((message) => told(message, 'ignored')),
  ];
}

function countsOf(
  contents: Contents,
  erased: readonly WaitingMessage[],
  landed: LandedBatch,
): { source: string; duplicate: number; ignored: number }[] {
  const counts = new Map<string, { duplicate: number; ignored: number }>();
  const of = (source: string) => {
    const found = counts.get(source) ?? { duplicate: 0, ignored: 0 };
    counts.set(source, found);
    return found;
  };
  for (const { source } of repeated(contents, landed)) of(source).duplicate += 1;
  for (const { source } of erased) of(source).ignored += 1;
  return [...counts].map(([source, count]) => ({ source, ...count }));
}

/** Messages whose id had come before. */
function repeated(
  { eventMessages, profileMessages }: Pick<Contents, 'eventMessages' | 'profileMessages'>,
  { duplicates, duplicateProfiles }: LandedBatch,
): Set<WaitingMessage> {
  return new Set([
    ...[...duplicates].map((place) => eventMessages[place]!),
    ...[...duplicateProfiles].map((place) => profileMessages[place]!),
  ]);
}

async function deleteRows(tx: Transaction, rows: readonly number[]): Promise<void> {
  await tx.execute(sql`DELETE FROM inbox WHERE id = ANY (${sql.param(rows)}::bigint[])`);
}
