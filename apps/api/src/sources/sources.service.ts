import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { describeSource } from './describe-source.ts';
import { describeWriteKey } from './describe-write-key.ts';
import {
  countToday,
  deleteSource,
  findSource,
  insertSource,
  listSources,
  updateSource,
  type SourceWithAuthor,
} from './sources.queries.ts';
import type { CreatedSource, NewSource, Source, SourceChanges } from './sources.schemas.ts';
import { newWriteKey } from './write-key-secret.ts';
import { insertWriteKey } from './write-keys.queries.ts';

const key = z.object({ id: z.uuid() });

@Injectable()
export class SourcesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Source>> {
    const after = decodeCursor(cursor, key)?.id ?? null;
    const rows = await listSources(this.database, workspace.id, after, limit + 1);
    const page = toPage(rows, limit, ({ source }) => ({ id: source.id }));
    const ids = page.items.map(({ source }) => source.id);
    const today = await countToday(this.database, ids, workspace.timeZone);
    return { ...page, items: page.items.map((row) => describeSource(row, today.get(row.source.id))) };
  }

  /** The row of a source of this workspace. Throws 404. */
  async find(workspace: WorkspaceRow, id: string): Promise<SourceWithAuthor> {
    const row = await findSource(this.database, workspace.id, id);
    if (!row) throw notFound('source');
    return row;
  }

  /** Throws 404. */
  async get(workspace: WorkspaceRow, id: string): Promise<Source> {
    const row = await this.find(workspace, id);
    const today = await countToday(this.database, [id], workspace.timeZone);
    return describeSource(row, today.get(id));
  }

  async create(workspace: WorkspaceRow, caller: Caller, given: NewSource): Promise<CreatedSource> {
    const createdBy = caller.type === 'person' ? { id: caller.id, name: caller.name } : null;
    return this.database.transaction(async (transaction) => {
      const values = { ...given, workspaceId: workspace.id, createdBy: authorOf(caller) };
      const source = await insertSource(transaction, values);
      const made = newWriteKey(this.settings.keyring);
      const writeKey = await insertWriteKey(transaction, { ...made.row, sourceId: source.id });
      return {
        ...describeSource({ source, createdBy }),
        writeKey: { ...describeWriteKey(writeKey, made.key), key: made.key },
      };
    });
  }

  /** Throws 404. */
  async change(workspace: WorkspaceRow, id: string, changes: SourceChanges): Promise<Source> {
    if (Object.keys(changes).length > 0 && !(await updateSource(this.database, workspace.id, id, changes)))
      throw notFound('source');
    return this.get(workspace, id);
  }

  /** Throws 404. */
  async remove(workspace: WorkspaceRow, id: string): Promise<void> {
    if (!(await deleteSource(this.database, workspace.id, id))) throw notFound('source');
  }
}
