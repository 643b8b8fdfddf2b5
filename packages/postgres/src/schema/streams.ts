import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { workspace } from './workspaces.ts';

/**
 * What timelines are made with in this version, besides a workspace's settings: time zones change by law, rows that are added stand in tails, and days with what they
 * hold are one list. Streams that were made with
 * something else are built anew.
 */
export const zoneData = `${process.versions.tz ?? 'unknown'}, tails, lists of days`;

/**
 * A stream of a workspace, whose timelines are in ClickHouse under its number: events of some actions that pass a filter, by profile and
 * local day. One that is built anew gets another number.
 */
export const stream = pgTable(
  'stream',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    /** What it holds, as segment-sql says it. */
    document: jsonb().$type<unknown>().notNull(),
    /** What its days and amounts were made with; with others it is built anew. */
    timeZone: text('time_zone').notNull(),
    currency: text().notNull(),
    zoneData: text('zone_data').notNull(),
    status: text({ enum: ['building', 'ready'] }).notNull(),
    /** The last batch that its timelines hold. */
    known: bigint({ mode: 'number' }).notNull(),
    /** The last batch of those that are being added; null where none are. */
    adding: bigint({ mode: 'number' }),
    /** Events of the batches that were added since it was built, about: their rows stand apart, in the stream's tail. Where it grew too much, the stream is built anew. */
    tailEvents: bigint('tail_events', { mode: 'number' }).notNull().default(0),
    /** Whether events that it holds were deleted, so that it is built anew and not read meanwhile. */
    doubted: boolean().notNull().default(false),
    /** While it is built: parts of all profiles, and how many of them are done. */
    parts: integer().notNull(),
    partsDone: integer('parts_done').notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    readyAt: timestamp('ready_at', { withTimezone: true }),
    /** When a run last read it. */
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.number] })],
);
