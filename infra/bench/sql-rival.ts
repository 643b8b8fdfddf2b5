import type { Contender } from './contender.ts';
import type { Bindings } from './meter.ts';
import { edges, levels } from './story.ts';
import type { StoreName } from './stores/store.ts';

interface Dialect {
  name: string;
  way: string;
  store: StoreName;
  /** The exact linear quantile of a column's values above zero. */
  quantile(level: number, column: string): string;
}

/** The fused way in an engine of rows and plain SQL: both windows in one GROUP BY, both lines in one query, all differences in one. */
function fusedIn({ name, way, store, quantile }: Dialect): Contender {
  const line = (level: number, column: string): string =>
    `CAST(round(CAST(${quantile(level / 10_000, column)} AS DECIMAL(18, 10)), 8) AS double precision)`;
  return {
    name,
    way,
    store,
    tables: [
      'CREATE TABLE members (segment smallint, run bigint, profile integer)',
      'CREATE TABLE changes (segment smallint, run bigint, profile integer, change smallint)',
    ],
    state: ['members', 'changes'],
    async evaluate(meter, { asOf, known, run, previousRun }) {
      const bindings: Bindings = { known, run, previous: previousRun, ...edges(asOf) };
      await meter.command(
        `CREATE TEMPORARY TABLE counted AS
         SELECT profile, count(*) FILTER (WHERE time < $middle) AS before, count(*) FILTER (WHERE time >= $middle) AS now
         FROM events
         WHERE action = 'transaction.charge' AND batch <= $known AND time >= $start AND time < $end
           AND profile IN (SELECT profile FROM known_profiles WHERE batch <= $known)
         GROUP BY profile`,
        bindings,
      );
      const [row] = await meter.rows<{ heavy: number; declining: number }>(
        `SELECT ${line(levels.heavy, 'before')} AS heavy, ${line(levels.declining, 'now')} AS declining FROM counted`,
      );
      const bound = { ...bindings, heavy: Number(row!.heavy), declining: Number(row!.declining) };
      await meter.command(
        `INSERT INTO members
         SELECT 1, $run, profile FROM counted WHERE before > $heavy
         UNION ALL SELECT 2, $run, profile FROM counted WHERE before > $heavy AND now < $declining`,
        bound,
      );
      await meter.command(
        `INSERT INTO changes
         SELECT coalesce(is_in.segment, was_in.segment), $run, coalesce(is_in.profile, was_in.profile),
           CASE WHEN was_in.profile IS NULL THEN 1 ELSE -1 END
         FROM (SELECT segment, profile FROM members WHERE run = $run) AS is_in
         FULL JOIN (SELECT segment, profile FROM members WHERE run = $previous) AS was_in
           ON is_in.segment = was_in.segment AND is_in.profile = was_in.profile
         WHERE is_in.profile IS NULL OR was_in.profile IS NULL`,
        bound,
      );
      return { heavy: String(row!.heavy), declining: String(row!.declining) };
    },
    cleanUp: (meter) => meter.command('DROP TABLE counted'),
    stored: {
      members: (segment, run) => ({
        query: 'SELECT profile FROM members WHERE segment = $segment AND run = $run',
        bindings: { segment, run },
      }),
      changes: (segment, run) => ({
        query: 'SELECT profile, change FROM changes WHERE segment = $segment AND run = $run',
        bindings: { segment, run },
      }),
    },
  };
}

/** DuckDB; of very many events it has only the purchases, as files. */
export const duckdb: Contender = fusedIn({
  name: 'DuckDB, fused',
  way:
    'The same work as the fused ClickHouse, by hand: both windows in one GROUP BY, both lines in one query, all differences in one join. ' +
    'Up to 100 million events stand in a table of its own, ordered by action and time; of more it has the purchases alone, as Parquet files.',
  store: 'duckdb',
  quantile: (level, column) => `quantile_cont(${column}, ${level}) FILTER (WHERE ${column} > 0)`,
});

/** PostgreSQL, up to some twenty million events. */
export const postgres: Contender = fusedIn({
  name: 'PostgreSQL, fused',
  way:
    'The same again, in PostgreSQL with 2 GB of shared buffers and covering indexes on (action, profile) and (action, time), vacuumed, ' +
    'so that the chain reads an index alone. Up to 20 million events.',
  store: 'postgres',
  quantile: (level, column) =>
    `percentile_cont(${level}) WITHIN GROUP (ORDER BY ${column}) FILTER (WHERE ${column} > 0)`,
});
