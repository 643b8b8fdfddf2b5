import type { ClickHouseClient } from '@clickhouse/client';
import { tagged, type EventRow, type ProfileValueRow } from '@cutline/clickhouse';
import { isOutage } from '../activity-failures.ts';
import { oneBlock } from './insert-once.ts';

/**
 * Places of the rows that ClickHouse cannot read as rows of a table, found by halving: they are sent to a table that keeps nothing. Errors
 * that have nothing to do with what is in the rows are thrown: what refuses an empty row as well, or a row only once, says nothing of it.
 */
export async function findUnfit(
  clickhouse: ClickHouseClient,
  table: string,
  rows: readonly (EventRow | ProfileValueRow)[],
): Promise<Set<number>> {
  const description = await clickhouse.query({ query: `DESCRIBE TABLE ${table}`, format: 'JSONEachRow' });
  const columns = await description.json<{ name: string; type: string }>();
  const structure = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  const unfit = new Set<number>();

  async function look(from: number, to: number): Promise<void> {
    if (from === to || (await fits(rows.slice(from, to)))) return;
    if (to - from === 1) {
      await send('{}');
      if (!(await fits(rows.slice(from, to)))) unfit.add(from);
      return;
    }
    const middle = (from + to) >> 1;
    await look(from, middle);
    await look(middle, to);
  }

  async function fits(some: typeof rows): Promise<boolean> {
    try {
      await send(some.map((row) => JSON.stringify(row)).join('\n'));
      return true;
    } catch (error) {
      if (isOutage(error)) throw error;
      return false;
    }
  }

  async function send(lines: string): Promise<void> {
    await clickhouse.command({
      query: `INSERT INTO FUNCTION null('${structure.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}') FORMAT JSONEachRow ${lines}`,
      clickhouse_settings: {
        ...tagged({ feature: 'ingestion', step: 'unfit' }),
        // Read as they would be when they land.
        ...oneBlock,
        max_query_size: String(256 * 1024 * 1024),
      },
    });
  }

  await look(0, rows.length);
  return unfit;
}
