import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { schema, type Database } from '@cutline/postgres';
import { actor } from '../identity/actor.ts';

const { identifier, identityLink } = schema;

/** What was said of a profile's identifiers: which others are of the same person. Earliest first, conflicts and what was undone among them. */
export async function listLinks(database: Database, workspace: number, ids: number[]) {
  if (ids.length === 0) return [];
  const from = alias(identifier, 'from');
  const to = alias(identifier, 'to');
  return database
    .select({
      kind: identityLink.kind,
      from: { id: from.id, kind: from.kind, value: from.value, profile: from.profile },
      to: { id: to.id, kind: to.kind, value: to.value, profile: to.profile },
      time: identityLink.time,
      source: identityLink.source,
      followed: identityLink.followed,
      undoneAt: identityLink.undoneAt,
      dismissedAt: identityLink.dismissedAt,
      by: actor(identityLink.createdBy),
    })
    .from(identityLink)
    .innerJoin(from, and(eq(from.workspace, identityLink.workspace), eq(from.id, identityLink.fromId)))
    .innerJoin(to, and(eq(to.workspace, identityLink.workspace), eq(to.id, identityLink.toId)))
    .where(
      and(
        eq(identityLink.workspace, workspace),
        // One that was taken back before anybody said it, and what speaks of an id that nobody has come with, says nothing yet.
        isNotNull(identityLink.saidAt),
        eq(from.seen, true),
        eq(to.seen, true),
        or(inArray(identityLink.fromId, ids), inArray(identityLink.toId, ids)),
      ),
    )
    .orderBy(asc(identityLink.time), asc(identityLink.messageId));
}
