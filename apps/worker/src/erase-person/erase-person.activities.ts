import { Context } from '@temporalio/activity';
import { eq } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { countInClickHouse, eraseEvents, eraseMemberships, eraseMessageIds } from './erase-from-clickhouse.ts';
import { countInPostgres, eraseFromPostgres } from './erase-from-postgres.ts';
import { eraseFiles } from './erase-files.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { doubtParted } from '../timelines/doubt-parted.ts';
import { keepNamesOfOthers } from './keep-names-of-others.ts';
import { loadSubject, type ErasureSubject } from './erasure-subject.ts';
import { readReceipt, type Counts } from './receipt.ts';
import { takeFromInbox } from './take-from-inbox.ts';
import { hasOldImport, hasOldRun } from './wait-for.ts';

/** All that a workflow may know of an erasure: its history is kept for days. */
export interface ErasePersonInput {
  workspaceId: string;
  erasureId: string;
}

const { erasure, erasureSubject } = schema;

/** Activities of `erasePerson`. Each may be done again, and does nothing once the erasure is complete. */
export function erasePersonActivities({ database, clickhouse, home, keyring }: Dependencies) {
  const withSubject = async <T>(
    { erasureId }: ErasePersonInput,
    done: T,
    work: (subject: ErasureSubject) => Promise<T>,
  ): Promise<T> => {
    const subject = await loadSubject({ database, keyring }, erasureId);
    return subject ? work(subject) : done;
  };
  return {
    /** Takes the person out of the inbox. Returns whether every batch that may hold them has landed. */
    async emptyInbox(input: ErasePersonInput): Promise<boolean> {
      return withSubject(input, true, (subject) => takeFromInbox(database, subject));
    },

    /** What ClickHouse holds of the person. Asked before it is erased, so that a try that is cut off loses no count. */
    async countErasable(input: ErasePersonInput): Promise<Counts> {
      return withSubject<Counts>(input, {}, (subject) => countInClickHouse(clickhouse, subject));
    },

    /** Erases what names the person and what they did. Returns when that was done: ISO 8601, by PostgreSQL's clock. */
    async eraseData(input: ErasePersonInput): Promise<string> {
      await withSubject(input, undefined, async (known) => {
        // Most of them, while others may still land.
        await eraseMessageIds(clickhouse, known);
        // What lands meanwhile could merge somebody with the person, or name somebody anew.
        await whileLocked(database, 'landing', known.workspace, (stillLocked) =>
          withSubject(input, undefined, async (subject) => {
            await doubtParted({ database, clickhouse }, subject);
            await keepNamesOfOthers({ database, clickhouse }, subject, stillLocked);
            stillLocked();
            await eraseEvents(clickhouse, subject);
            stillLocked();
            await eraseFromPostgres(database, subject);
          }),
        );
      });
      return now(database);
    },

    async hasOldRun({ erasedAt, ...input }: ErasePersonInput & { erasedAt: string }): Promise<boolean> {
      const { client } = Context.current();
      return withSubject(input, false, (subject) => hasOldRun(database, client, subject, new Date(erasedAt)));
    },

    /** Returns when that was done, as ISO 8601. */
    async eraseFromSegments(input: ErasePersonInput): Promise<string> {
      // What is written between runs is made of the last members: none of it may begin before and end after.
      await withSubject(input, undefined, (subject) =>
        whileLocked(database, 'publishing', subject.workspace, () => eraseMemberships(clickhouse, subject)),
      );
      return new Date().toISOString();
    },

    async hasOldImport(input: ErasePersonInput): Promise<boolean> {
      const { client } = Context.current();
      return withSubject(input, false, (subject) => hasOldImport(database, client, subject));
    },

    /** Whether neither store holds anything of the person. */
    async isErased(input: ErasePersonInput): Promise<boolean> {
      return withSubject(input, true, async (subject) => {
        const counts = await countInClickHouse(clickhouse, subject);
        const inClickHouse = Object.values(counts).reduce((sum, count) => sum + count, 0);
        return inClickHouse + (await countInPostgres(database, subject)) === 0;
      });
    },

    async eraseUploads({ workspaceId }: ErasePersonInput): Promise<number> {
      return eraseFiles(database, home, workspaceId);
    },

    /** Writes the receipt, and forgets whom it is about. */
    async completeErasure({
      erasureId,
      clickhouse: counts,
      files,
    }: ErasePersonInput & { clickhouse: Counts; files: number }): Promise<void> {
      await database.transaction(async (tx) => {
        const [open] = await tx.select().from(erasure).where(eq(erasure.id, erasureId)).for('update');
        if (!open || open.status === 'completed') return;
        const receipt = { ...readReceipt(open.receipt), clickhouse: counts, files };
        await tx
          .update(erasure)
          .set({ status: 'completed', receipt, finishedAt: new Date() })
          .where(eq(erasure.id, erasureId));
        await tx.delete(erasureSubject).where(eq(erasureSubject.erasureId, erasureId));
      });
    },

    /** Records that it could not be carried through; it can be tried again. */
    async failErasure({ erasureId }: ErasePersonInput): Promise<void> {
      await database.update(erasure).set({ status: 'failed' }).where(eq(erasure.id, erasureId));
    },
  };
}

async function now(database: Database): Promise<string> {
  const result = await database.execute<{ now: string }>(`SELECT to_json(clock_timestamp()) #>> '{}' AS now`);
  return result.rows[0]!.now;
}
