import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';

export const organisation = pgTable('organisation', {
  id: uuid()
    .primaryKey()
    .default(sql`uuidv7()`),
  name: text().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Role of a person in an organisation; it holds in each of its workspaces. */
export const organisationMember = pgTable(
  'organisation_member',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    role: text({ enum: ['admin', 'editor', 'viewer'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.userId] })],
);

export const workspace = pgTable('workspace', {
  id: uuid()
    .primaryKey()
    .default(sql`uuidv7()`),
  /** What ClickHouse knows the workspace by; never reused. */
  number: integer().notNull().unique().generatedAlwaysAsIdentity(),
  organisationId: uuid('organisation_id')
    .notNull()
    .references(() => organisation.id, { onDelete: 'cascade' }),
  name: text().notNull(),
  /** IANA name. */
  timeZone: text('time_zone').notNull(),
  /** ISO 4217 code. */
  currency: text().notNull(),
  /** Whether profiles that only an anonymous id names can be members, where a segment does not say so itself. */
  includeAnonymous: boolean('include_anonymous').notNull().default(false),
  /** Holds generated data that people may remove. */
  demo: boolean().notNull().default(false),
  /** Minutes between scheduled runs. */
  recomputeEvery: integer('recompute_every').notNull().default(60),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  /** Set when its removal has begun: from then on it is hidden and refuses everything. */
  deletedAt: timestamp('deleted_at', { withTimezone: true }),
});

/** The workspace's counters, apart from its row so that handing out numbers locks nothing else. */
export const workspaceCounter = pgTable('workspace_counter', {
  workspace: integer()
    .primaryKey()
    .references(() => workspace.number, { onDelete: 'cascade' }),
  /** Greatest number given to a profile; 0 before the first. */
  lastProfile: bigint('last_profile', { mode: 'number' }).notNull().default(0),
  /** Greatest number given to a batch. */
  lastBatch: bigint('last_batch', { mode: 'number' }).notNull().default(0),
  lastRun: bigint('last_run', { mode: 'number' }).notNull().default(0),
  /** Greatest number given to a stream: none is given twice. */
  lastStream: integer('last_stream').notNull().default(0),
});

/** A key for machines: acts in one workspace, within its scopes. Only a hash of the secret is kept. */
export const apiKey = pgTable('api_key', {
  id: uuid()
    .primaryKey()
    .default(sql`uuidv7()`),
  workspaceId: uuid('workspace_id')
    .notNull()
    .references(() => workspace.id, { onDelete: 'cascade' }),
  name: text().notNull(),
  /** First characters of the key, to recognise it by. */
  prefix: text().notNull(),
  /** SHA-256 of the whole key, hex. */
  hash: text().notNull().unique(),
  scopes: text().array().notNull(),
  createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
  expiresAt: timestamp('expires_at', { withTimezone: true }),
});

/** What a workspace's runs may take of the cluster; where a limit is null, or there is no row, the installation's default holds. */
export const workspaceQuota = pgTable('workspace_quota', {
  workspaceId: uuid('workspace_id')
    .primaryKey()
    .references(() => workspace.id, { onDelete: 'cascade' }),
  /** Of one statement: seconds, bytes of memory, rows read. */
  statementSeconds: integer('statement_seconds'),
  statementMemory: bigint('statement_memory', { mode: 'number' }),
  statementRows: bigint('statement_rows', { mode: 'number' }),
  /** Statements that run at once. */
  concurrent: integer(),
  /** Its turns in the queue against those of others, 1 where nobody said. */
  weight: integer(),
});
