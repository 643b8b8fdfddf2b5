import type { Database } from '@cutline/postgres';

/**
 * The least that can be durable: one row a commit, over as many connections, into a table with nothing but its rows. Returns seconds, and how many
 * milliseconds each took.
 */
export async function insertRows(
  pool: Database['$client'],
  contents: readonly string[],
  connections: number,
): Promise<{ seconds: number; times: number[] }> {
  await pool.query('CREATE TABLE IF NOT EXISTS bench_row (contents text)');
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const times: number[] = [];
  const started = performance.now();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < contents.length) {
        const values = [contents[(next += 1) - 1]];
        const begun = performance.now();
        await client.query({ name: 'bench-row', text: 'INSERT INTO bench_row VALUES ($1)', values });
        times.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const client of clients) client.release();
  await pool.query('TRUNCATE bench_row');
  return { seconds, times };
}
