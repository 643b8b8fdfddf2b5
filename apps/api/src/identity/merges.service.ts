import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { putIntoInbox, type Database } from '@cutline/postgres';
import type { IdentityChange, InboxMessage } from '@cutline/worker';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { sourceNames } from '../sources/source-names.ts';
import { findProfileOf } from './identity.queries.ts';
import type { Accepted, Merge, MergeEnds, NewMerge } from './identity.schemas.ts';
import { linkKey } from './link-key.ts';
import { findMerge, listMerges, type LinkRow } from './links.queries.ts';

/** Milliseconds for which an alias or a merge can be undone. */
const undoable = 30 * 86_400_000;

/** Merges of profiles, by aliases in messages and by people. What people do here lands like a message, in a batch. */
@Injectable()
export class MergesService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Merge>> {
    const after = decodeCursor(cursor, linkKey);
    const [rows, names] = await Promise.all([
      listMerges(this.database, workspace.number, { after, limit: limit + 1 }),
      sourceNames(this.database, workspace.id),
    ]);
    const page = toPage(rows, limit, ({ key }) => key);
    return { ...page, items: page.items.map((row) => mergeOf(row, names)) };
  }

  async merge(workspace: WorkspaceRow, caller: Caller, { from, into }: NewMerge): Promise<Accepted> {
    const [one, other] = [
      await findProfileOf(this.database, workspace.number, from),
      await findProfileOf(this.database, workspace.number, into),
    ];
    if (one === undefined || other === undefined) throw notFound('profile');
    if (one === other) throw new Problem(409, 'one-profile', 'Both identifiers are in one profile already.');
    const before = await findMerge(this.database, workspace.number, 'merge', { from, into });
    return this.#put(workspace, { type: 'merge', from, into, by: caller.id }, before?.undoneAt ?? null);
  }

  async undo(workspace: WorkspaceRow, caller: Caller, { kind, from, into }: MergeEnds): Promise<Accepted> {
    const found = await findMerge(this.database, workspace.number, kind, { from, into });
    if (!found?.saidAt) throw notFound('merge');
    if (found.undoneAt) throw new Problem(409, 'undone', 'It was undone already.');
    if (undoableUntil(found) === null)
      throw new Problem(409, 'too-late', 'A merge can be undone for 30 days; these are over.');
    return this.#put(workspace, { type: 'undo', kind, from, into, by: caller.id }, found.saidAt);
  }

  /** Puts a change into the inbox; later than `after`, whose time may be ahead of this clock. */
  async #put({ number: workspace }: WorkspaceRow, identity: IdentityChange, after: Date | null): Promise<Accepted> {
    const messageId = randomUUID();
    const time = new Date(Math.max(Date.now(), (after?.getTime() ?? 0) + 1)).toISOString();
    const message: InboxMessage = { identifiers: {}, time, messageId, identity };
    await putIntoInbox(this.database, [
      { workspace, source: 'console', messages: 1, contents: JSON.stringify([message]) },
    ]);
    return { messageId };
  }
}

function undoableUntil({ createdAt, undoneAt }: LinkRow): string | null {
  const until = createdAt.getTime() + undoable;
  return undoneAt === null && until > Date.now() ? new Date(until).toISOString() : null;
}

function mergeOf(row: LinkRow, names: ReadonlyMap<string, string>): Merge {
  return {
    kind: row.kind === 'alias' ? 'alias' : 'merge',
    from: row.from,
    into: row.to,
    time: row.time.toISOString(),
    source: row.source,
    sourceName: names.get(row.source) ?? null,
    by: row.createdBy,
    undoableUntil: undoableUntil(row),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy: row.undoneBy,
  };
}
