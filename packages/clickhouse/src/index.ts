export { connectClickHouse, tagged, type QueryTag } from './client.ts';
export type { ClusterSettings } from './cluster/cluster-settings.ts';
export { onEachShard, type ClusterPlace } from './cluster/cluster-statement.ts';
export { migrateClickHouse } from './migrate.ts';
export type { ObservedStatement, StatementEnd, StatementObserver, StatementWatch } from './observe.ts';
export { renderMigration } from './render-migration.ts';
export type {
  CurrencyRateRow,
  EventRow,
  IdentifierKind,
  ProfileAliasRow,
  ProductLine,
  ProfileValueRow,
  StoredIdentifierRow,
} from './rows.ts';
export { clickHouseSettingsFrom, type ClickHouseSettings, type TableSettings } from './settings.ts';
export { tables } from './tables.ts';
export { threadsOf } from './threads-of.ts';
