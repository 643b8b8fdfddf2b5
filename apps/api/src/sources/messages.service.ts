import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { describeMessage } from './describe-message.ts';
import { currentProfiles, findMessage, listHours, listMessages, type MessageRow } from './messages.queries.ts';
import type { InMessage, MessageQuery, SourceHour, SourceMessage, SourceMessageDetail } from './messages.schemas.ts';
import { SourcesService } from './sources.service.ts';

const key = z.object({ id: z.int() });
const hour = 3_600_000;
/** Hours of which the counts are shown, the current one included. */
const hoursShown = 48;

/** What came from a source lately, for the debugger. */
@Injectable()
export class MessagesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly sources: SourcesService,
  ) {}

  /** Throws 404. */
  async list(workspace: WorkspaceRow, sourceId: string, query: MessageQuery): Promise<Page<SourceMessage>> {
    const { cursor, limit, ...filter } = query;
    const before = decodeCursor(cursor, key)?.id ?? null;
    await this.sources.find(workspace, sourceId);
    const rows = await listMessages(this.database, sourceId, { ...filter, before, limit: limit + 1 });
    const page = toPage(rows, limit, ({ id }) => ({ id }));
    return { ...page, items: await this.#describe(workspace, page.items) };
  }

  /** Throws 404: messages are kept for a day. */
  async get(workspace: WorkspaceRow, { sourceId, message }: InMessage): Promise<SourceMessageDetail> {
    await this.sources.find(workspace, sourceId);
    const row = await findMessage(this.database, sourceId, message);
    if (!row) throw notFound('message');
    const [described] = await this.#describe(workspace, [row]);
    return { ...described!, raw: row.raw, read: row.read ?? null };
  }

  /** The last 48 hours, oldest first. Throws 404. */
  async hours(workspace: WorkspaceRow, sourceId: string): Promise<SourceHour[]> {
    await this.sources.find(workspace, sourceId);
    const last = Math.floor(Date.now() / hour) * hour;
    const first = last - (hoursShown - 1) * hour;
    const rows = await listHours(this.database, sourceId, new Date(first));
    const found = new Map(rows.map(({ hour: at, ...counts }) => [at.getTime(), counts]));
    return Array.from({ length: hoursShown }, (_, index) => {
      const at = first + index * hour;
      const counts = found.get(at) ?? { accepted: 0, duplicate: 0, ignored: 0, refused: 0 };
      return { hour: new Date(at).toISOString(), ...counts };
    });
  }

  async #describe(workspace: WorkspaceRow, rows: MessageRow[]): Promise<SourceMessage[]> {
    const numbers = [...new Set(rows.flatMap(({ number }) => (number === null ? [] : [number])))];
    const profiles = await currentProfiles(this.database, workspace.number, numbers);
    return rows.map((row) =>
      describeMessage(row, row.number === null ? null : (profiles.get(row.number) ?? row.number)),
    );
  }
}
