export { connectClickHouse, tagged, type QueryTag } from './client.ts';
export { migrateClickHouse } from './migrate.ts';
export { renderMigration } from './render-migration.ts';
export type { EventRow, KnownProfileRow, ProductLine, ProfileAttributesRow } from './rows.ts';
export { clickHouseSettingsFrom, type ClickHouseSettings, type TableSettings } from './settings.ts';
export { tables } from './tables.ts';
