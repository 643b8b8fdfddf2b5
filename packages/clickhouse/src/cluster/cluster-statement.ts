import type { ClusterSettings } from './cluster-settings.ts';
import { placementOf } from './placement.ts';
import { onClusterClause, quoteName, quoteText } from './quote.ts';

/** Where a statement runs. */
export interface ClusterPlace {
  /** Of the `Distributed` tables, and of those that lie everywhere. */
  database: string;
  cluster: ClusterSettings;
}

const changesTable =
  /^\s*(DELETE FROM|ALTER TABLE|UPDATE|TRUNCATE TABLE|OPTIMIZE TABLE)\s+(\w+)\b(?!\s*\.|\s+ON CLUSTER)/;

/**
 * A statement of one server as it does the same on a cluster. Reads and inserts stay as they are: `Distributed` tables have the tables' names.
 * What changes rows that are there is done by every shard in its own, and a query is ended wherever it runs.
 */
export function clusterStatement(sql: string, { database, cluster }: ClusterPlace): string {
  const on = onClusterClause(cluster.name);
  // Each server is asked in a session of its own, in whatever database.
  if (/^\s*KILL QUERY\b/.test(sql))
    return sql.replace(/\bKILL QUERY\b/, `KILL QUERY ${on}`).replace('currentDatabase()', quoteText(database));
  const match = changesTable.exec(sql);
  // What lies everywhere is one table to its replicas: a change of one is a change of all.
  if (!match || typeof placementOf(match[2]!) !== 'object') return sql;
  return `${match[1]} ${quoteName(cluster.localDatabase)}.${match[2]} ${on}${sql.slice(match[0].length)}`;
}

/**
 * An `INSERT … SELECT` of which each shard does its part: the SELECT reads the shard's own rows, and each row that comes of it goes to
 * the shard where it belongs. To be run with `parallel_distributed_insert_select = 1`. It comes to the same as the statement itself where
 * each row of the result is made of rows of one shard, or such rows add up in the table.
 *
 * @throws Error for another statement
 */
export function onEachShard(sql: string, place: ClusterPlace): string {
  const match =
    /^\s*(INSERT INTO\s+\w+\s*\([^)]*\)(?:\s*SETTINGS\s+\w+\s*=\s*\w+(?:\s*,\s*\w+\s*=\s*\w+)*)?)\s*((?:SELECT|WITH)\b[^]*)$/.exec(
      sql,
    );
  if (!match)
    throw new Error(`Only INSERT INTO table (columns) SELECT … can be done by each shard: ${sql.slice(0, 80)}`);
  return `${match[1]}\nSELECT * FROM cluster(${quoteText(place.cluster.name)}, view(\n${ofOwnRows(match[2]!, place)}\n))`;
}

const quotedOrRead =
  /'(?:[^'\\]|\\[^]|'')*'|`(?:[^`\\]|\\[^])*`|"(?:[^"\\]|\\[^])*"|\b(FROM|JOIN)(\s+)(\w+)\b(?!\s*[.(])/g;

/** Every table that is read gets the database in which a shard finds its own rows. */
function ofOwnRows(sql: string, { database, cluster }: ClusterPlace): string {
  return sql.replaceAll(quotedOrRead, (text, verb?: string, space?: string, table?: string) => {
    const placement = table === undefined ? undefined : placementOf(table);
    if (!placement) return text;
    return `${verb}${space}${quoteName(placement === 'everywhere' ? database : cluster.localDatabase)}.${table}`;
  });
}
