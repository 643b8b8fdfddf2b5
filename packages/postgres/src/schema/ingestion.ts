import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';
import { apiKey, workspace } from './workspaces.ts';

/**
 * Ingestion batches, numbered without gaps per workspace. `known` is the greatest number up to which every batch
 * has landed in ClickHouse.
 */
export const ingestionBatch = pgTable(
  'ingestion_batch',
  {
    workspace: integer()
      .notNull()
      .references(() => workspace.number, { onDelete: 'cascade' }),
    number: bigint({ mode: 'number' }).notNull(),
    /** Who made it, e.g. `import:<id>:<chunk>`: a retry finds the number it was given before. */
    origin: text().notNull(),
    status: text({ enum: ['open', 'landed'] }).notNull(),
    events: integer().notNull().default(0),
    /** Rows of the inbox that are in it; null for what came another way. */
    inboxRows: bigint('inbox_rows', { mode: 'number' }).array(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    landedAt: timestamp('landed_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.number] }), index('ingestion_batch_origin').on(t.workspace, t.origin)],
);

export const importFile = pgTable('import', {
  id: uuid()
    .primaryKey()
    .default(sql`uuidv7()`),
  workspaceId: uuid('workspace_id')
    .notNull()
    .references(() => workspace.id, { onDelete: 'cascade' }),
  fileName: text('file_name').notNull(),
  /** Null until it was looked into. */
  format: text({ enum: ['csv', 'jsonl', 'parquet'] }),
  /** Where the bytes are: uploaded, or in a place people named: see the import feature's schema. Null: uploaded. */
  origin: jsonb().$type<unknown>(),
  bytes: bigint({ mode: 'number' }).notNull(),
  /** SHA-256 of the file, hex. */
  checksum: text().notNull(),
  status: text({
    enum: ['uploading', 'uploaded', 'running', 'completed', 'failed', 'cancelled', 'undoing', 'undone'],
  }).notNull(),
  /** Which column is what: see the import feature's schema. Null until the import is started. */
  mapping: jsonb().$type<unknown>(),
  /** Bytes of the file read so far. */
  position: bigint({ mode: 'number' }).notNull().default(0),
  accepted: bigint({ mode: 'number' }).notNull().default(0),
  rejected: bigint({ mode: 'number' }).notNull().default(0),
  /** Problem details (RFC 9457) of what stopped it. */
  error: jsonb().$type<unknown>(),
  createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  startedAt: timestamp('started_at', { withTimezone: true }),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
  undoneAt: timestamp('undone_at', { withTimezone: true }),
  undoneBy: text('undone_by').references(() => user.id, { onDelete: 'set null' }),
});

/** A bucket that files are imported from. */
export const importLocation = pgTable(
  'import_location',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Of the S3 interface, e.g. `https://s3.eu-central-1.amazonaws.com`. */
    endpoint: text().notNull(),
    region: text().notNull(),
    bucket: text().notNull(),
    prefix: text().notNull().default(''),
    accessKeyId: text('access_key_id').notNull(),
    /** The secret access key, sealed. */
    sealedSecret: text('sealed_secret').notNull(),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('import_location_workspace').on(t.workspaceId, t.id)],
);

/** A part of a file that has landed; the next begins at its end. */
export const importChunk = pgTable(
  'import_chunk',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => importFile.id, { onDelete: 'cascade' }),
    chunk: integer().notNull(),
    endByte: bigint('end_byte', { mode: 'number' }).notNull(),
    /** Line (1-based, the header is line 1) that the next chunk begins with. */
    nextLine: bigint('next_line', { mode: 'number' }).notNull(),
    accepted: integer().notNull(),
    rejected: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.chunk] })],
);

/** A row that was not taken, with its place and the reason. */
export const importReject = pgTable(
  'import_reject',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => importFile.id, { onDelete: 'cascade' }),
    line: bigint({ mode: 'number' }).notNull(),
    code: text().notNull(),
    message: text().notNull(),
    column: text(),
    /** What stands in the column, or its beginning; null where that is not what is wrong. */
    value: text(),
    /** The row as it stands in the file, cut at 2,000 characters. */
    raw: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
);

/** Exchange rates that somebody imported, in one batch. The rates themselves are in ClickHouse. */
export const currencyRateImport = pgTable(
  'currency_rate_import',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    status: text({ enum: ['running', 'completed', 'failed'] }).notNull(),
    rates: integer().notNull(),
    currencies: text().array().notNull(),
    /** First and last day that it speaks of, e.g. `2026-01-31`. */
    firstDay: date('first_day').notNull(),
    lastDay: date('last_day').notNull(),
    /** Null until it has landed. */
    batch: bigint({ mode: 'number' }),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    /** The API key that sent it, where no person did. */
    apiKeyId: uuid('api_key_id').references(() => apiKey.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    landedAt: timestamp('landed_at', { withTimezone: true }),
  },
  (t) => [index('currency_rate_import_workspace').on(t.workspaceId, t.batch)],
);
