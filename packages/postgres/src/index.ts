export { connectPostgres, postgresUrlFrom, type Database, type Transaction } from './client.ts';
export { knownBatch } from './known-batch.ts';
export { migratePostgres, appliedMigrations } from './migrate.ts';
export * as schema from './schema/index.ts';
