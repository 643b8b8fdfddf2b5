import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { csvFile } from '../csv/csv.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { listRejects } from './imports.queries.ts';
import type { Reject } from './imports.schemas.ts';
import { ImportsService } from './imports.service.ts';

const key = z.object({ line: z.int().min(0) });
const exportPage = 5_000;

/** Rows that were not taken, with the reason. */
@Injectable()
export class RejectsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly imports: ImportsService,
  ) {}

  /** Throws 404. */
  async list(workspace: WorkspaceRow, importId: string, { limit, cursor }: PageQuery): Promise<Page<Reject>> {
    const after = decodeCursor(cursor, key)?.line ?? 0;
    await this.imports.row(workspace, importId);
    const rows = await listRejects(this.database, importId, after, limit + 1);
    const page = toPage(rows, limit, ({ line }) => ({ line }));
    return { ...page, items: page.items.map((row) => ({ ...row, code: row.code as Reject['code'] })) };
  }

  /** Throws 404. */
  async export(workspace: WorkspaceRow, importId: string): Promise<StreamableFile> {
    await this.imports.row(workspace, importId);
    return csvFile(`rejects-${importId}.csv`, ['line', 'code', 'message', 'column', 'raw'], this.#rows(importId));
  }

  async *#rows(importId: string): AsyncGenerator<(string | number | null)[]> {
    for (let after = 0; ;) {
      const rows = await listRejects(this.database, importId, after, exportPage);
      for (const { line, code, message, column, raw } of rows) yield [line, code, message, column, raw];
      if (rows.length < exportPage) return;
      after = rows.at(-1)!.line;
    }
  }
}
