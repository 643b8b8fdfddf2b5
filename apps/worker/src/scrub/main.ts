/** `npm run scrub`: see docs/privacy.md. */
import { clickHouseSettingsFrom, connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres, postgresUrlFrom } from '@cutline/postgres';
import { scrubClickHouse } from './scrub-clickhouse.ts';
import { scrubPostgres } from './scrub-postgres.ts';

const database = connectPostgres(postgresUrlFrom(process.env), 2);
const clickhouse = connectClickHouse(clickHouseSettingsFrom(process.env));
try {
  console.log('PostgreSQL: tables that hold something of people are written anew.');
  await scrubPostgres(database);
  console.log(
    'ClickHouse: parts that hold deleted rows are written anew, and old ones waited out; this can take minutes.',
  );
  await scrubClickHouse(clickhouse);
  console.log('The files of both hold nothing any more that was deleted before.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await Promise.all([database.$client.end(), clickhouse.close()]);
}
