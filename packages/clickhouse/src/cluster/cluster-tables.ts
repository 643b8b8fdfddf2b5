import type { ClusterSettings } from './cluster-settings.ts';
import { placementOf } from './placement.ts';
import { onClusterClause, quoteName, quoteText } from './quote.ts';

const renaming = /^RENAME TABLE IF EXISTS (\w+) TO (\w+) \{\{on_cluster\}\}$/;
const tableStatement = /^(CREATE|ALTER|DROP) TABLE (IF (?:NOT )?EXISTS )?(\w+) \{\{on_cluster\}\}/;

/**
 * The statements that do on a cluster what one of a migration does on a server. A table that lies in shards becomes two: one of its name in
 * the local database, with replicas, and a `Distributed` one over it, which statements read and write. One that lies everywhere stays one.
 *
 * @throws Error for a table whose place nobody has said
 */
export function clusterTables(statement: string, cluster: ClusterSettings): string[] {
  const renamed = renaming.exec(statement);
  if (renamed) return renamedTables(renamed[1]!, renamed[2]!, cluster);
  const match = tableStatement.exec(statement);
  if (!match) return [statement];
  const [head, verb, condition = '', table] = match as unknown as [string, string, string | undefined, string];
  const placement = placementOf(table);
  if (!placement) throw new Error(`Nobody has said where on a cluster the rows of ${table} lie: see placement.ts.`);
  const rest = statement.slice(head.length);
  const everywhere = placement === 'everywhere';
  const local = `${quoteName(cluster.localDatabase)}.${table}`;
  const on = onClusterClause(cluster.name);
  const own = `${verb} TABLE ${condition}${everywhere ? table : local} ${on}${withReplicas(rest, table, cluster, everywhere)}`;
  if (everywhere) return [own];
  const face = `${verb} TABLE ${condition}${table} ${on}`;
  switch (verb) {
    case 'CREATE':
      return [own, `${face} AS ${local}\n${distributed(table, placement.by, cluster)}`];
    case 'DROP':
      return [face, own];
    default:
      // It has the columns, and no index of its own.
      return /^\s*(ADD|DROP|MODIFY|RENAME) COLUMN\b/.test(rest) ? [own, `${face}${withoutCodec(rest)}`] : [own];
  }
}

/** The one that lies over a table knows it by its name: another takes its place. */
function renamedTables(from: string, to: string, cluster: ClusterSettings): string[] {
  const placement = placementOf(to);
  if (typeof placement !== 'object') throw new Error(`Only tables that lie in shards can be renamed, not ${to}.`);
  const on = onClusterClause(cluster.name);
  const local = (table: string): string => `${quoteName(cluster.localDatabase)}.${table}`;
  return [
    `DROP TABLE IF EXISTS ${from} ${on}`,
    `RENAME TABLE IF EXISTS ${local(from)} TO ${local(to)} ${on}`,
    `CREATE TABLE ${to} ${on} AS ${local(to)}\n${distributed(to, placement.by, cluster)}`,
  ];
}

function distributed(table: string, by: string, { name, localDatabase }: ClusterSettings): string {
  return `ENGINE = Distributed(${quoteText(name)}, ${quoteText(localDatabase)}, ${quoteText(table)}, ${by})`;
}

/** All servers are replicas of what lies everywhere; of what lies in shards those of a shard are. */
function withReplicas(sql: string, table: string, cluster: ClusterSettings, everywhere: boolean): string {
  const folder = everywhere ? cluster.replicaPath.replaceAll('{shard}', 'everywhere') : cluster.replicaPath;
  const path = quoteText(`${folder}/${cluster.localDatabase}/${table}`);
  const name = quoteText(everywhere ? `{shard}-${cluster.replicaName}` : cluster.replicaName);
  return sql.replaceAll(
    /\{\{engine:(\w+)(?:\(([^)]*)\))?\}\}/g,
    (_, engine: string, given?: string) => `Replicated${engine}(${[path, name, ...(given ? [given] : [])].join(', ')})`,
  );
}

function withoutCodec(sql: string): string {
  return sql.replaceAll(/ CODEC\((?:[^()]|\([^()]*\))*\)/g, '');
}
