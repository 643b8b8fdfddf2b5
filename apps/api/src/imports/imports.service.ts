import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { describeImport } from './describe-import.ts';
import { ImportWorkflowsService } from './import-workflows.service.ts';
import {
  findFirstImports,
  findImport,
  listImports,
  markCancelled,
  markStarted,
  markUndoing,
  unmarkStarted,
  unmarkUndoing,
  type ImportRow,
} from './imports.queries.ts';
import type { Import, StartRequest } from './imports.schemas.ts';
import { UnfinishedUploadsService } from './unfinished-uploads.service.ts';

const key = z.object({ id: z.uuid() });

@Injectable()
export class ImportsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly workflows: ImportWorkflowsService,
    private readonly unfinished: UnfinishedUploadsService,
  ) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Import>> {
    const before = decodeCursor(cursor, key)?.id ?? null;
    const page = toPage(await listImports(this.database, workspace.id, before, limit + 1), limit, ({ id }) => ({ id }));
    return { ...page, items: await this.describe(page.items) };
  }

  /** Throws 404. */
  async get(workspace: WorkspaceRow, id: string): Promise<Import> {
    const [described] = await this.describe([await this.row(workspace, id)]);
    return described!;
  }

  /** Throws 404, 409 where it has been started before, 503 where Temporal is away. */
  async start(workspace: WorkspaceRow, id: string, { mapping }: StartRequest): Promise<Import> {
    const row = await this.row(workspace, id);
    if (!(await markStarted(this.database, id, mapping))) {
      throw new Problem(409, 'already-started', `This import is ${row.status}; it can be started once.`, {
        importStatus: row.status,
      });
    }
    try {
      await this.workflows.start(workspace.id, id);
    } catch (error) {
      await unmarkStarted(this.database, id);
      throw error;
    }
    return this.get(workspace, id);
  }

  /** Throws 404, 409 where it has ended, 503 where Temporal is away. */
  async cancel(workspace: WorkspaceRow, id: string): Promise<Import> {
    const row = await this.row(workspace, id);
    if (row.status !== 'uploading' && row.status !== 'uploaded' && row.status !== 'running') {
      throw new Problem(409, 'already-ended', `This import is ${row.status}.`, { importStatus: row.status });
    }
    const stopping =
      (row.status === 'running' && (await this.workflows.cancel(id))) ||
      (row.status === 'uploading' && row.origin && (await this.workflows.cancel(id, 'fetch-import')));
    if (!stopping) await markCancelled(this.database, id);
    if (row.status === 'uploading') await this.unfinished.remove(id);
    return this.get(workspace, id);
  }

  /** Throws 404, 409 where there is nothing to take back, 503 where Temporal is away. */
  async undo(workspace: WorkspaceRow, caller: Caller, id: string): Promise<Import> {
    const row = await this.row(workspace, id);
    if (!(await markUndoing(this.database, id, authorOf(caller)))) {
      const detail = row.accepted > 0 ? `This import is ${row.status}.` : 'This import brought nothing.';
      throw new Problem(409, 'nothing-to-undo', detail, { importStatus: row.status });
    }
    try {
      await this.workflows.undo(workspace.id, id);
    } catch (error) {
      await unmarkUndoing(this.database, id, row.status);
      throw error;
    }
    return this.get(workspace, id);
  }

  /** Throws 404. */
  async row(workspace: WorkspaceRow, id: string): Promise<ImportRow> {
    const row = await findImport(this.database, workspace.id, id);
    if (!row) throw notFound('import');
    return row;
  }

  /** Imports of one workspace. */
  async describe(rows: ImportRow[]): Promise<Import[]> {
    const [first] = rows;
    if (!first) return [];
    const firsts = await findFirstImports(this.database, first.workspaceId, [
      ...new Set(rows.map(({ checksum }) => checksum)),
    ]);
    return rows.map((row) => describeImport(row, firsts.get(row.checksum)));
  }
}
