import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, gt } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { Stream as StreamDocument } from '@cutline/segment-sql';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import type { Stream } from './streams.schemas.ts';

const { stream: streamTable } = schema;
const key = z.object({ number: z.int() });

@Injectable()
export class StreamsService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Stream>> {
    const after = decodeCursor(cursor, key)?.number ?? 0;
    const rows = await this.database
      .select()
      .from(streamTable)
      .where(and(eq(streamTable.workspaceId, workspace.id), gt(streamTable.number, after)))
      .orderBy(asc(streamTable.number))
      .limit(limit + 1);
    const page = toPage(rows, limit, ({ number }) => ({ number }));
    return { ...page, items: page.items.map(streamOf) };
  }
}

function streamOf(row: typeof streamTable.$inferSelect): Stream {
  const { actions, filter, value } = row.document as StreamDocument;
  return {
    number: row.number,
    actions,
    filtered: filter !== null,
    parameter: value?.name ?? null,
    status: row.doubted ? 'doubted' : row.status,
    parts: row.parts,
    partsDone: row.partsDone,
    known: row.known,
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    usedAt: row.usedAt?.toISOString() ?? null,
  };
}
