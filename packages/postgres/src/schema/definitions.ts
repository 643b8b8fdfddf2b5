import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';
import { workspace } from './workspaces.ts';

/** A definition: its name and which of its versions is published. */
export const definition = pgTable(
  'definition',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['aggregate', 'expression', 'metric', 'segment'] }).notNull(),
    /** Same as in the published version's document. */
    name: text().notNull(),
    version: integer().notNull(),
    /** Of a segment: after how many seconds its members are late; a default where nobody said. */
    freshness: integer(),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (t) => [
    index().on(t.workspaceId, t.kind),
    uniqueIndex('definition_name')
      .on(t.workspaceId, t.kind, t.name)
      .where(sql`deleted_at IS NULL`),
  ],
);

/** A published version: never changed, never removed while its definition lives. */
export const definitionVersion = pgTable(
  'definition_version',
  {
    definitionId: uuid('definition_id')
      .notNull()
      .references(() => definition.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    /** The document: see segment-definition. */
    document: jsonb().$type<unknown>().notNull(),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.definitionId, t.version] })],
);
