import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';
import { workspace } from './workspaces.ts';

/** A person's erasure: while it runs, and afterwards its receipt, in which nothing tells who it was. */
export const erasure = pgTable(
  'erasure',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    status: text({ enum: ['running', 'completed', 'failed'] }).notNull(),
    /** Rows that were erased, by store; while it runs, those counted so far. */
    receipt: jsonb().$type<unknown>(),
    requestedBy: text('requested_by').references(() => user.id, { onDelete: 'set null' }),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** From then on the person's identifiers are taken again. */
    releasedAt: timestamp('released_at', { withTimezone: true }),
    releasedBy: text('released_by').references(() => user.id, { onDelete: 'set null' }),
  },
  (t) => [index('erasure_workspace').on(t.workspaceId, t.id)],
);

/** Whom an erasure is about; gone when it is complete. */
export const erasureSubject = pgTable('erasure_subject', {
  erasureId: uuid('erasure_id')
    .primaryKey()
    .references(() => erasure.id, { onDelete: 'cascade' }),
  /** Every number that counts for the profile, its own among them. */
  numbers: bigint({ mode: 'number' }).array().notNull(),
  /** Normalised, as `email:ada@example.com`. */
  identifiers: text().array().notNull(),
});

/** Identifiers that stay out: HMAC-SHA-256 under the installation's key, so that nobody can read who it was. */
export const erasedIdentifier = pgTable(
  'erased_identifier',
  {
    workspace: integer()
      .notNull()
      .references(() => workspace.number, { onDelete: 'cascade' }),
    /** Hex, of `email:ada@example.com`. */
    hash: text().notNull(),
    erasureId: uuid('erasure_id')
      .notNull()
      .references(() => erasure.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.hash] }), index('erased_identifier_erasure').on(t.erasureId)],
);

/** How long events of a name are kept; those without a rule are kept for ever. */
export const retentionRule = pgTable(
  'retention_rule',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    action: text().notNull(),
    days: integer().notNull(),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** When events were last deleted by it, and how many then. */
    appliedAt: timestamp('applied_at', { withTimezone: true }),
    deleted: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.action] })],
);
