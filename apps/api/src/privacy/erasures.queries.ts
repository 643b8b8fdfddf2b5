import type { ClickHouseClient } from '@clickhouse/client';
import { and, count, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { tables, tagged } from '@cutline/clickhouse';
import { mentionPattern, schema, type Database, type NamedIdentifier, type Transaction } from '@cutline/postgres';

const { erasedIdentifier, erasure, erasureSubject, identifier, user } = schema;

/** The profile that an identifier, normalised, names. */
export async function findNamedProfile(
  database: Database,
  workspace: number,
  { kind, value }: NamedIdentifier,
): Promise<number | undefined> {
  const [found] = await database
    .select({ profile: identifier.profile })
    .from(identifier)
    .where(and(eq(identifier.workspace, workspace), sql`${identifier.kind} = ${kind}`, eq(identifier.value, value)));
  return found?.profile;
}

export async function isKeptOut(database: Database, workspace: number, hash: string): Promise<boolean> {
  const found = await database
    .select({ hash: erasedIdentifier.hash })
    .from(erasedIdentifier)
    .where(and(eq(erasedIdentifier.workspace, workspace), eq(erasedIdentifier.hash, hash)));
  return found.length > 0;
}

export async function insertErasure(
  tx: Transaction,
  values: typeof erasure.$inferInsert,
  subject: Pick<typeof erasureSubject.$inferInsert, 'numbers' | 'identifiers'>,
  kept: { workspace: number; hashes: string[] },
): Promise<string> {
  const [row] = await tx.insert(erasure).values(values).returning({ id: erasure.id });
  const erasureId = row!.id;
  await tx.insert(erasureSubject).values({ ...subject, erasureId });
  await tx
    .insert(erasedIdentifier)
    .values(kept.hashes.map((hash) => ({ workspace: kept.workspace, hash, erasureId })))
    .onConflictDoNothing();
  return erasureId;
}

/** A page of erasures, latest first; their ids grow with time. */
export async function listErasures(database: Database, workspaceId: string, before: string | null, limit: number) {
  return selectErasures(database)
    .where(and(eq(erasure.workspaceId, workspaceId), before === null ? undefined : lt(erasure.id, before)))
    .orderBy(desc(erasure.id))
    .limit(limit);
}

export async function findErasure(database: Database, workspaceId: string, id: string) {
  const [row] = await selectErasures(database).where(and(eq(erasure.workspaceId, workspaceId), eq(erasure.id, id)));
  return row;
}

export type ErasureRow = NonNullable<Awaited<ReturnType<typeof findErasure>>>;

/** Lets the identifiers of a complete erasure in again. Returns whether it had to be done. */
export async function releaseErasure(database: Database, id: string, releasedBy: string | null): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [released] = await tx
      .update(erasure)
      .set({ releasedAt: sql`now()`, releasedBy })
      .where(and(eq(erasure.id, id), eq(erasure.status, 'completed'), isNull(erasure.releasedAt)))
      .returning({ id: erasure.id });
    if (!released) return false;
    await tx.delete(erasedIdentifier).where(eq(erasedIdentifier.erasureId, id));
    return true;
  });
}

/** Takes up a failed erasure again. Returns whether it was one. */
export async function reopenErasure(database: Database, id: string): Promise<boolean> {
  const reopened = await database
    .update(erasure)
    .set({ status: 'running' })
    .where(and(eq(erasure.id, id), eq(erasure.status, 'failed')))
    .returning({ id: erasure.id });
  return reopened.length > 0;
}

/** Erasures that run, or should. */
export async function listRunningErasures(database: Database): Promise<{ id: string; workspaceId: string }[]> {
  return database
    .select({ id: erasure.id, workspaceId: erasure.workspaceId })
    .from(erasure)
    .where(eq(erasure.status, 'running'));
}

/** Published and earlier versions of definitions in which one of the identifiers stands by itself. */
export async function findMentions(database: Database, workspaceId: string, identifiers: NamedIdentifier[]) {
  const found = await database.execute<{ id: string; kind: string; name: string }>(sql`
    SELECT id, kind, name FROM definition
    WHERE workspace_id = ${workspaceId} AND deleted_at IS NULL AND EXISTS (
      SELECT 1 FROM definition_version AS version
      WHERE version.definition_id = definition.id AND version.document::text ~* ${mentionPattern(identifiers)}
    )
    ORDER BY name LIMIT 100`);
  return found.rows;
}

/** How much ClickHouse holds of a person. */
export async function countOfPerson(
  client: ClickHouseClient,
  { workspace, numbers }: { workspace: number; numbers: number[] },
): Promise<{ events: number; values: number; segments: number }> {
  const person = 'workspace = {workspace:UInt32} AND profile IN {numbers:Array(UInt32)}';
  const result = await client.query({
    query: `SELECT
        (SELECT count() FROM ${tables.events} WHERE ${person}) AS events,
        (SELECT count() FROM ${tables.profileValues} WHERE ${person}) AS values,
        (SELECT uniqExact(segment) FROM ${tables.membershipChanges} WHERE ${person}) AS segments`,
    query_params: { workspace, numbers },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'privacy', step: 'count', workspace }),
  });
  const [row] = await result.json<Record<'events' | 'values' | 'segments', string>>();
  return { events: Number(row!.events), values: Number(row!.values), segments: Number(row!.segments) };
}

function selectErasures(database: Database) {
  const releaser = alias(user, 'releaser');
  const kept = database
    .select({ erasureId: erasedIdentifier.erasureId, hashes: count().as('hashes') })
    .from(erasedIdentifier)
    .groupBy(erasedIdentifier.erasureId)
    .as('kept');
  return database
    .select({
      row: erasure,
      requestedBy: { id: user.id, name: user.name },
      releasedBy: { id: releaser.id, name: releaser.name },
      keptOut: kept.hashes,
    })
    .from(erasure)
    .leftJoin(user, eq(user.id, erasure.requestedBy))
    .leftJoin(releaser, eq(releaser.id, erasure.releasedBy))
    .leftJoin(kept, eq(kept.erasureId, erasure.id));
}
