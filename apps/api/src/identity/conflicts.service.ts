import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { sourceNames } from '../sources/source-names.ts';
import { setDismissed } from './identity.queries.ts';
import type { Conflict, ConflictEnds, ConflictQuery } from './identity.schemas.ts';
import { linkKey } from './link-key.ts';
import { listConflicts } from './links.queries.ts';

/** Identifiers that stood together and could not be put together. */
@Injectable()
export class ConflictsService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  async list(workspace: WorkspaceRow, { limit, cursor, dismissed }: ConflictQuery): Promise<Page<Conflict>> {
    const after = decodeCursor(cursor, linkKey);
    const [rows, names] = await Promise.all([
      listConflicts(this.database, workspace.number, { dismissed: dismissed === 'true', after, limit: limit + 1 }),
      sourceNames(this.database, workspace.id),
    ]);
    const page = toPage(rows, limit, ({ key }) => key);
    const items = page.items.map(({ from, to, time, source, dismissedAt, dismissedBy }) => ({
      from,
      to,
      time: time.toISOString(),
      source,
      sourceName: names.get(source) ?? null,
      dismissedAt: dismissedAt?.toISOString() ?? null,
      dismissedBy,
    }));
    return { ...page, items };
  }

  async dismiss(workspace: WorkspaceRow, caller: Caller, ends: ConflictEnds): Promise<void> {
    if (!(await setDismissed(this.database, workspace.number, ends, { by: caller.id }))) throw notFound('conflict');
  }

  async restore(workspace: WorkspaceRow, ends: ConflictEnds): Promise<void> {
    if (!(await setDismissed(this.database, workspace.number, ends, null))) throw notFound('conflict');
  }
}
