import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';
import type {
  InboxMessage,
  IncomingAlias,
  IncomingEvent,
  IncomingIdentityChange,
  IncomingProfile,
} from '../ingestion/incoming.ts';

/** A message with the row of the inbox that it came in. */
export interface WaitingMessage extends InboxMessage {
  row: number;
  source: string;
}

/** The messages of rows of the inbox, in their order. */
export async function readRows(database: Database, rows: readonly number[]): Promise<WaitingMessage[]> {
  const result = await database.execute<{ id: string; source: string; contents: string }>(sql`
    SELECT id, source, contents FROM inbox WHERE id = ANY (${sql.param(rows)}::bigint[]) ORDER BY id`);
  return result.rows.flatMap(({ id, source, contents }) =>
    (JSON.parse(contents) as InboxMessage[]).map((message) => ({ ...message, source, row: Number(id) })),
  );
}

/** Messages as the kinds of things that land. */
export interface Contents {
  events: IncomingEvent[];
  /** The message of each event. */
  eventMessages: WaitingMessage[];
  profiles: IncomingProfile[];
  /** The message of each profile. */
  profileMessages: WaitingMessage[];
  aliases: IncomingAlias[];
  identityChanges: IncomingIdentityChange[];
}

/** What messages consist of; one may be an event and say something of the person at the same time. */
export function contentsOf(messages: readonly WaitingMessage[]): Contents {
  const contents: Contents = {
    events: [],
    eventMessages: [],
    profiles: [],
    profileMessages: [],
    aliases: [],
    identityChanges: [],
  };
  for (const message of messages) {
    const { identifiers, time, messageId, source, event, attributes, consents, previous, identity } = message;
    const said = { identifiers, time, messageId, source };
    if (identity) {
      contents.identityChanges.push({ ...identity, time, messageId, source });
      continue;
    }
    if (event) {
      contents.events.push({ ...event, ...said });
      contents.eventMessages.push(message);
    }
    if (previous !== undefined) contents.aliases.push({ ...said, previous });
    // Even one that says nothing of the person tells which identifiers belong together.
    if (attributes || consents || !event) {
      contents.profiles.push({ ...said, attributes: attributes ?? {}, consents: consents ?? {} });
      contents.profileMessages.push(message);
    }
  }
  return contents;
}
