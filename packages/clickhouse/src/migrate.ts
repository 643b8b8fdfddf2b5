import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { onClusterClause, quoteName } from './cluster/quote.ts';
import { renderMigration } from './render-migration.ts';
import type { TableSettings } from './settings.ts';

const folder = new URL('../migrations/', import.meta.url);

/**
 * Brings the tables up to date, forward only. Statements that already ran are recorded one by one, so a migration
 * that was cut off goes on where it stopped. Throws when an applied migration's file has changed since.
 * Returns the names of the migrations applied now.
 */
export async function migrateClickHouse(client: ClickHouseClient, settings: TableSettings = {}): Promise<string[]> {
  for (const query of createRecord(settings)) await client.command({ query });
  const done = await appliedStatements(client);
  const applied: string[] = [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const file of files) {
    const statements = renderMigration(await readFile(new URL(file, folder), 'utf8'), settings);
    for (const [position, statement] of statements.entries()) {
      const checksum = createHash('sha256').update(statement).digest('hex');
      const earlier = done.get(`${file}#${position}`);
      if (earlier === checksum) continue;
      if (earlier)
        throw new Error(
          `Migration ${file}, statement ${position + 1}, was changed after it ran. Add a new migration instead.`,
        );
      await client.command({ query: statement.replace(/^CREATE TABLE (?!IF)/, 'CREATE TABLE IF NOT EXISTS ') });
      await client.insert({
        table: 'schema_migrations',
        format: 'JSONEachRow',
        values: [{ statement: `${file}#${position}`, checksum }],
      });
      if (!applied.includes(file)) applied.push(file);
    }
  }
  return applied;
}

function createRecord(settings: TableSettings): string[] {
  const { cluster } = settings;
  const record = renderMigration(
    `CREATE TABLE IF NOT EXISTS schema_migrations {{on_cluster}} (statement String, checksum String, at DateTime DEFAULT now())
     ENGINE = {{engine:ReplacingMergeTree}} ORDER BY statement`,
    settings,
  );
  if (!cluster) return record;
  return [
    `CREATE DATABASE IF NOT EXISTS ${quoteName(cluster.localDatabase)} ${onClusterClause(cluster.name)}`,
    ...record,
  ];
}

async function appliedStatements(client: ClickHouseClient): Promise<Map<string, string>> {
  const result = await client.query({
    query: 'SELECT statement, checksum FROM schema_migrations FINAL',
    format: 'JSONEachRow',
  });
  const rows = await result.json<{ statement: string; checksum: string }>();
  return new Map(rows.map((row) => [row.statement, row.checksum]));
}
