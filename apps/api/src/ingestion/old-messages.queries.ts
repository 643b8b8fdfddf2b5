import { lt, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { sourceMessage } = schema;

/** Forgets what the debugger shows: what is older than a day, and of each source all but the last thousand. */
export async function deleteOldSourceMessages(database: Database, mostPerSource = 1_000): Promise<void> {
  await database.delete(sourceMessage).where(lt(sourceMessage.receivedAt, sql`now() - interval '1 day'`));
  await database.execute(sql`
    DELETE FROM source_message USING (
      SELECT source.id, (
        SELECT message.id FROM source_message AS message
        WHERE message.source_id = source.id ORDER BY message.id DESC OFFSET ${mostPerSource} LIMIT 1
      ) AS last
      FROM source
    ) AS old
    WHERE source_message.source_id = old.id AND source_message.id <= old.last`);
}
