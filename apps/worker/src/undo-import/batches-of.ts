import { sql } from 'drizzle-orm';
import type { Database } from '@cutline/postgres';

/** The numbers of the batches that an import brought, in their order. */
export async function batchesOf(database: Database, workspace: number, importId: string): Promise<number[]> {
  const origin = `import:${importId}:`;
  const result = await database.execute<{ number: string }>(sql`
    SELECT number FROM ingestion_batch
    WHERE workspace = ${workspace} AND starts_with(origin, ${origin})
    ORDER BY number`);
  return result.rows.map(({ number }) => Number(number));
}
