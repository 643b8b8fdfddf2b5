export { connectPostgres, postgresUrlFrom, type Database, type Transaction } from './client.ts';
export { knownBatch } from './known-batch.ts';
export { hasRates } from './has-rates.ts';
export { migratePostgres, appliedMigrations } from './migrate.ts';
export * as schema from './schema/index.ts';
export type { RunSettings, SegmentBoundary } from './schema/runs.ts';
