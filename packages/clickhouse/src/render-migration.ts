import type { TableSettings } from './settings.ts';

/**
 * Fills `{{on_cluster}}` and `{{engine:…}}` so that one set of migrations serves a single node and a cluster,
 * and splits the text into statements (`;` at the end of a line ends one).
 */
export function renderMigration(sql: string, settings: TableSettings): string[] {
  const { cluster } = settings;
  return sql
    .replaceAll('{{on_cluster}}', cluster ? `ON CLUSTER '${cluster.replaceAll("'", "''")}'` : '')
    .replaceAll(/\{\{engine:([^}]+)\}\}/g, (_, engine: string) => (cluster ? `Replicated${engine}` : engine))
    .split(/;\s*$/m)
    .map((statement) => statement.replaceAll(/^\s*--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
}
