import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { workspace } from './workspaces.ts';

/** Compared byte by byte, whatever the database's collation: an index on it finds beginnings, too. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/**
 * Identity: which profile an identifier names. A profile's number is dense, per workspace, never reused. What a message says is stored
 * under the number of its strongest identifier; `profile_alias` says which profile each number counts for. Imports write millions of
 * rows here and into `identity_link`: no foreign key is worth a look at the workspace for each. Indexes begin with what is looked up, not with the
 * workspace: else, of a workspace that the planner's statistics have not met, any index would seem as good as the right one.
 */
export const identifier = pgTable(
  'identifier',
  {
    /** What links refer to. */
    id: bigint({ mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
    workspace: integer().notNull(),
    kind: text({ enum: ['customId', 'email', 'phone', 'anonymousId'] }).notNull(),
    value: bytewise().notNull(),
    /** Its own, under which the messages stand whose strongest identifier it is; null while there are none. */
    number: bigint({ mode: 'number' }),
    /** The number of the profile that it names now. */
    profile: bigint({ mode: 'number' }).notNull(),
    /** False while it stands in an alias only, and no message has been of it: it names nobody yet. */
    seen: boolean().notNull().default(true),
    /** The batch that first brought it; null: before batches were noted. */
    batch: bigint({ mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.value, t.workspace, t.kind] }),
    index('identifier_profile').on(t.profile, t.workspace, t.kind),
  ],
);

/**
 * Somebody said that two identifiers are of one person. Profiles are what follows from all links of a workspace, taken in the order of
 * (time, message id): see docs/identity.md.
 */
export const identityLink = pgTable(
  'identity_link',
  {
    workspace: integer().notNull(),
    /** An identifier's id; of an alias the previous one. */
    fromId: bigint('from_id', { mode: 'number' }).notNull(),
    /** An identifier's id; of a message its strongest, of an alias the one that holds. */
    toId: bigint('to_id', { mode: 'number' }).notNull(),
    /** `together`: both stood in one message. `alias`: a message said so. `merge`: a person did, in the console. */
    kind: text({ enum: ['together', 'alias', 'merge'] }).notNull(),
    /** Of the earliest message that said it. */
    time: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    messageId: text('message_id').notNull(),
    /**
     * When an alias or a merge was said last: it counts when that is after it was undone. Null where it was undone and nobody has said it yet
     * (messages land in any order); of those that stood together the time.
     */
    saidAt: timestamp('said_at', { withTimezone: true, precision: 3 }),
    source: text().notNull(),
    /** In which it first came. */
    batch: bigint({ mode: 'number' }).notNull(),
    /** Whether both ends are in one profile. False of what stood together: it would have put two customIds into one, so it was left aside, a conflict. */
    followed: boolean().notNull().default(true),
    /** Set where a person undid it: it counts no more. */
    undoneAt: timestamp('undone_at', { withTimezone: true }),
    /** Here and below: id of a person or an API key, who may be gone. */
    undoneBy: text('undone_by'),
    /** Set where a person looked at the conflict and decided to leave it so. */
    dismissedAt: timestamp('dismissed_at', { withTimezone: true }),
    dismissedBy: text('dismissed_by'),
    createdBy: text('created_by'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.fromId, t.toId, t.kind] }),
    index('identity_link_to').on(t.toId),
    index('identity_link_conflict')
      .on(t.workspace, t.createdAt)
      .where(sql`NOT ${t.followed} OR ${t.kind} <> 'together'`),
  ],
);

/** Which profile a number counts for, from a batch on; a number without a row counts for itself. ClickHouse has a copy. */
export const profileAlias = pgTable(
  'profile_alias',
  {
    workspace: integer()
      .notNull()
      .references(() => workspace.number, { onDelete: 'cascade' }),
    number: bigint({ mode: 'number' }).notNull(),
    batch: bigint({ mode: 'number' }).notNull(),
    profile: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.number, t.workspace, t.batch] }),
    index('profile_alias_batch').on(t.workspace, t.batch),
  ],
);
