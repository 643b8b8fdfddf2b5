import type { ClickHouseClient } from '@clickhouse/client';
import { and, desc, eq, lt } from 'drizzle-orm';
import { tables, tagged } from '@cutline/clickhouse';
import { schema, type Database } from '@cutline/postgres';
import type { CurrencyRate } from './currency-rates.schemas.ts';

const { apiKey, currencyRateImport, user } = schema;

/** A page of the rates that hold, the latest day first: of several for a day and currency that of the greatest batch. */
export async function listRates(
  client: ClickHouseClient,
  of: { workspace: number; known: number },
  page: { currency?: string; after: { day: string; currency: string } | null; limit: number },
): Promise<CurrencyRate[]> {
  const { currency, after, limit } = page;
  const result = await client.query({
    query: `SELECT currency, toString(stored.day) AS day, toString(argMax(stored.rate, stored.batch)) AS rate, toString(max(stored.batch)) AS batch
      FROM ${tables.currencyRates} AS stored
      WHERE workspace = {workspace:UInt32} AND stored.batch <= {known:UInt64}
        ${currency === undefined ? '' : 'AND currency = {currency:String}'}
        ${after ? 'AND (stored.day < {day:Date32} OR (stored.day = {day:Date32} AND currency > {after:String}))' : ''}
      GROUP BY currency, stored.day
      ORDER BY stored.day DESC, currency
      LIMIT {limit:UInt32}`,
    query_params: {
      ...of,
      limit,
      ...(currency === undefined ? {} : { currency }),
      ...(after ? { day: after.day, after: after.currency } : {}),
    },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'currency-rates', workspace: of.workspace }),
  });
  const rows = await result.json<Omit<CurrencyRate, 'batch'> & { batch: string }>();
  return rows.map((row) => ({ ...row, batch: Number(row.batch) }));
}

export async function insertRateImport(
  database: Database,
  values: typeof currencyRateImport.$inferInsert,
): Promise<string> {
  const [row] = await database.insert(currencyRateImport).values(values).returning({ id: currencyRateImport.id });
  return row!.id;
}

/** Forgets an import that could not be begun. */
export async function deleteRateImport(database: Database, id: string): Promise<void> {
  await database.delete(currencyRateImport).where(eq(currencyRateImport.id, id));
}

export async function findRateImport(database: Database, id: string) {
  const [row] = await selectImports(database).where(eq(currencyRateImport.id, id));
  return row;
}

/** A page of imports, latest first; their ids grow with time. */
export async function listRateImports(database: Database, workspaceId: string, before: string | null, limit: number) {
  return selectImports(database)
    .where(
      and(
        eq(currencyRateImport.workspaceId, workspaceId),
        before === null ? undefined : lt(currencyRateImport.id, before),
      ),
    )
    .orderBy(desc(currencyRateImport.id))
    .limit(limit);
}

export type RateImportRow = NonNullable<Awaited<ReturnType<typeof findRateImport>>>;

function selectImports(database: Database) {
  return database
    .select({
      row: currencyRateImport,
      createdBy: { id: user.id, name: user.name },
      apiKey: { id: apiKey.id, name: apiKey.name },
    })
    .from(currencyRateImport)
    .leftJoin(user, eq(user.id, currencyRateImport.createdBy))
    .leftJoin(apiKey, eq(apiKey.id, currencyRateImport.apiKeyId));
}
