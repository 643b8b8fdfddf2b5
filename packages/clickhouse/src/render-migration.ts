import { clusterTables } from './cluster/cluster-tables.ts';
import type { TableSettings } from './settings.ts';

/**
 * Splits a migration into statements (`;` at the end of a line ends one), and fills `{{on_cluster}}` and `{{engine:…}}`, so that one set of
 * migrations serves one server and a cluster, where some statements become two: see `clusterTables`.
 */
export function renderMigration(sql: string, { cluster }: TableSettings): string[] {
  const statements = (cluster ? sql : onOneServer(sql))
    .split(/;\s*$/m)
    .map((statement) => statement.replaceAll(/^\s*--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
  return cluster ? statements.flatMap((statement) => clusterTables(statement, cluster)) : statements;
}

function onOneServer(sql: string): string {
  return sql.replaceAll('{{on_cluster}}', '').replaceAll(/\{\{engine:([^}]+)\}\}/g, (_, engine: string) => engine);
}
