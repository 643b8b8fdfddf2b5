import { ApplicationFailure } from '@temporalio/common';
import { eq, sql } from 'drizzle-orm';
import { findPerson, nameOf, schema, type Database, type NamedIdentifier } from '@cutline/postgres';
import { keyedHash } from '@cutline/secrets';
import type { Dependencies } from '../dependencies.ts';

/** Whom an erasure is about. */
export interface ErasureSubject {
  erasureId: string;
  workspaceId: string;
  /** The workspace's number. */
  workspace: number;
  requestedAt: Date;
  numbers: number[];
  identifiers: NamedIdentifier[];
}

const { erasedIdentifier, erasure, erasureSubject, workspace: workspaceTable } = schema;

/**
 * The subject of an erasure that runs; undefined once it is complete. A failure that is not retried where there is no such erasure, as when its
 * workspace was removed. Who joined the person since, by a batch that was under way when they were named, is of the subject too, and stays out
 * with them.
 */
export async function loadSubject(
  { database, keyring }: Pick<Dependencies, 'database' | 'keyring'>,
  erasureId: string,
): Promise<ErasureSubject | undefined> {
  const [found] = await database
    .select({ erasure, subject: erasureSubject, workspace: workspaceTable.number })
    .from(erasure)
    .innerJoin(workspaceTable, eq(workspaceTable.id, erasure.workspaceId))
    .leftJoin(erasureSubject, eq(erasureSubject.erasureId, erasure.id))
    .where(eq(erasure.id, erasureId));
  if (!found) throw ApplicationFailure.nonRetryable('The erasure does not exist (any more).', 'erasure-missing');
  if (!found.subject) return undefined;
  const { subject, workspace } = found;
  const now = await namedNow(database, workspace, subject);
  const numbers = [...new Set([...subject.numbers, ...now.numbers])].sort((a, b) => a - b);
  const names = [...new Set([...subject.identifiers, ...now.identifiers])];
  if (numbers.length > subject.numbers.length || names.length > subject.identifiers.length) {
    await database.transaction(async (tx) => {
      await tx
        .update(erasureSubject)
        .set({ numbers, identifiers: names })
        .where(eq(erasureSubject.erasureId, erasureId));
      const hashes = names.map((name) => ({ workspace, hash: keyedHash(keyring, name), erasureId }));
      await tx.insert(erasedIdentifier).values(hashes).onConflictDoNothing();
    });
  }
  return {
    erasureId,
    workspaceId: found.erasure.workspaceId,
    workspace,
    requestedAt: found.erasure.requestedAt,
    numbers,
    identifiers: names.map(readName),
  };
}

/** Numbers and identifiers of the profiles that the subject's identifiers name by now. */
async function namedNow(
  database: Database,
  workspace: number,
  { identifiers }: typeof erasureSubject.$inferSelect,
): Promise<{ numbers: number[]; identifiers: string[] }> {
  const found = await database.execute<{ number: string | null; profile: string }>(sql`
    SELECT number, profile FROM identifier
    WHERE workspace = ${workspace} AND (kind, value) IN (
      SELECT split_part(name, ':', 1), substr(name, strpos(name, ':') + 1) FROM unnest(${sql.param(identifiers)}::text[]) AS name
    )`);
  const profiles = new Set(found.rows.map(({ profile }) => Number(profile)));
  const people = await Promise.all([...profiles].map((profile) => findPerson(database, workspace, profile)));
  const own = found.rows.flatMap(({ number }) => (number === null ? [] : [Number(number)]));
  return {
    numbers: [...own, ...people.flatMap((person) => person.numbers)],
    identifiers: people.flatMap((person) => person.identifiers.map(nameOf)),
  };
}

export function readName(name: string): NamedIdentifier {
  const colon = name.indexOf(':');
  return { kind: name.slice(0, colon), value: name.slice(colon + 1) };
}
