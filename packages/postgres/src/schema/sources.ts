import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { user } from './auth.ts';
import { workspace } from './workspaces.ts';

/** A site, a server or an app that sends events; events carry its id as their source. */
export const source = pgTable(
  'source',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    kind: text({ enum: ['website', 'server', 'app'] }).notNull(),
    /** What its events are called here, where that differs from the mapping everyone begins with: see the ingestion feature's schema. */
    mapping: jsonb().$type<unknown>(),
    /** A source that is switched off refuses everything. */
    enabled: boolean().notNull().default(true),
    /** Messages a second that it may send for long; twice as many for a moment. */
    messagesPerSecond: integer('messages_per_second').notNull().default(1_000),
    /** What the tracking code on its pages is told: consent, Do Not Track. See the sources feature's schema. */
    tracking: jsonb().$type<unknown>(),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** When a message last came, to the minute. */
    lastMessageAt: timestamp('last_message_at', { withTimezone: true }),
  },
  (t) => [index('source_workspace').on(t.workspaceId, t.id)],
);

/** What a source names itself with. A source may have two while one takes the other's place. */
export const writeKey = pgTable(
  'write_key',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'cascade' }),
    /** SHA-256 of the key, hex. */
    hash: text().notNull().unique(),
    /** The key itself, sealed: people paste it into their pages. */
    sealed: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
    /** From then on it is refused. */
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (t) => [index('write_key_source').on(t.sourceId)],
);

/**
 * Messages that were accepted and have not landed in ClickHouse yet: a row for each request. What is in `contents` has been read and
 * judged; see `InboxMessage`.
 */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspace: integer()
      .notNull()
      .references(() => workspace.number, { onDelete: 'cascade' }),
    /** A source's id; `console` for what people do by hand. */
    source: text().notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
    messages: integer().notNull(),
    /** JSON: an array of `InboxMessage`. */
    contents: text().notNull(),
  },
  (t) => [index('inbox_workspace').on(t.workspace, t.id)],
);

/** What came last from each source, for the debugger: a sample when much comes, kept for a day. */
export const sourceMessage = pgTable(
  'source_message',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspace: integer()
      .notNull()
      .references(() => workspace.number, { onDelete: 'cascade' }),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'cascade' }),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
    /** `track`, `identify`, …; what it said it was, where that is none of them. */
    type: text().notNull(),
    messageId: text('message_id'),
    outcome: text({ enum: ['waiting', 'landed', 'duplicate', 'ignored', 'refused'] }).notNull(),
    /** Normalised, as `email:ada@example.com`: whose it is. */
    identifiers: text().array().notNull(),
    /** As it came, cut at 32 KiB. */
    raw: text().notNull(),
    /** How it was read: an `InboxMessage`; null where it was refused. */
    read: jsonb().$type<unknown>(),
    /** Why it was refused, or what of it was left aside: `[{ code, pointer, message }]`. */
    problems: jsonb().$type<unknown>().notNull(),
    /** The row of `inbox` it waits in, or waited. */
    inbox: bigint({ mode: 'number' }),
    /** Of the profile it landed for. */
    number: bigint({ mode: 'number' }),
    batch: bigint({ mode: 'number' }),
  },
  (t) => [index('source_message_source').on(t.sourceId, t.id), index('source_message_inbox').on(t.inbox)],
);

/** How much came from a source in an hour (UTC), by outcome. */
export const sourceHour = pgTable(
  'source_hour',
  {
    sourceId: uuid('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'cascade' }),
    hour: timestamp({ withTimezone: true }).notNull(),
    accepted: bigint({ mode: 'number' }).notNull().default(0),
    duplicate: bigint({ mode: 'number' }).notNull().default(0),
    ignored: bigint({ mode: 'number' }).notNull().default(0),
    refused: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.hour] })],
);
