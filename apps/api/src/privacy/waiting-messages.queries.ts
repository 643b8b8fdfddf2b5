import { and, asc, eq, gt } from 'drizzle-orm';
import { nameOf, schema, type Database } from '@cutline/postgres';
import type { InboxMessage } from '@cutline/worker/incoming';
import { namesIn } from '@cutline/worker/names-in';
import type { ExportedPerson } from './person-export.queries.ts';

const { inbox } = schema;

/** Rows of the inbox that are read at once; each holds what one request brought, a megabyte at most as it came. */
const rowsAtOnce = 20;

/**
 * What was taken of a person and waits in the inbox to land: each message as a line of JSON. Read before the events and the values, it leaves out none:
 * one that lands meanwhile stands in both.
 */
export async function* streamWaiting(database: Database, of: ExportedPerson): AsyncGenerator<string> {
  const names = new Set(of.identifiers.map(nameOf));
  let after = 0;
  for (let more = true; more;) {
    const rows = await database
      .select()
      .from(inbox)
      .where(and(eq(inbox.workspace, of.workspace), gt(inbox.id, after)))
      .orderBy(asc(inbox.id))
      .limit(rowsAtOnce);
    for (const { source, receivedAt, contents } of rows)
      for (const message of JSON.parse(contents) as InboxMessage[])
        if (namesIn(message).some((name) => names.has(name)))
          yield JSON.stringify({ ...message, source, receivedAt: receivedAt.toISOString() });
    after = rows.at(-1)?.id ?? after;
    more = rows.length === rowsAtOnce;
  }
}
