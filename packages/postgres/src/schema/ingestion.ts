import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';
import { apiKey, workspace } from './workspaces.ts';

/** Identity: which profile an identifier names. A profile's number is dense, per workspace, never reused. */
export const identifier = pgTable(
  'identifier',
  {
    workspace: integer()
      .notNull()
      .references(() => workspace.number, { onDelete: 'cascade' }),
    kind: text({ enum: ['customId', 'email', 'phone', 'anonymousId'] }).notNull(),
    value: text().notNull(),
    profile: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspace, t.kind, t.value] }),
    index('identifier_profile').on(t.workspace, t.profile),
    index('identifier_search').on(t.workspace, sql`${t.value} text_pattern_ops`),
  ],
);

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
  bytes: bigint({ mode: 'number' }).notNull(),
  /** SHA-256 of the file, hex. */
  checksum: text().notNull(),
  status: text({ enum: ['uploaded', 'running', 'completed', 'failed', 'cancelled'] }).notNull(),
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
});

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
