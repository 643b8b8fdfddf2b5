import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { untouchedMinutes, type Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { csvFile } from '../csv/csv.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { loadAttributes } from '../profiles/attributes.queries.ts';
import { findProfiles, loadIdentifiers } from '../profiles/identifiers.queries.ts';
import { profileNumber } from '../profiles/profiles.schemas.ts';
import { listChanges } from './changes.queries.ts';
import { filterMembers, listMemberNumbers, type PublishedSegment } from './members.queries.ts';
import { findSegment, listSizes } from './segments.queries.ts';
import type { ChangeQuery, MemberPage, MemberQuery, MembershipChange, SegmentSize } from './segments.schemas.ts';

const memberKey = z.object({ profile: profileNumber });
const changeKey = z.object({ run: z.int().min(0), profile: profileNumber });

/** Members taken from ClickHouse at once for an export. */
const exportPage = 10_000;
/** Profiles that are looked up at once when members are searched for. */
const searchPage = 1_000;
/** Points of a segment's history. */
const mostSizes = 1_000;

/** Readers see what the segment's head names, and nothing of a run that is under way. */
@Injectable()
export class SegmentsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async members(workspace: WorkspaceRow, id: string, { search, limit, cursor }: MemberQuery): Promise<MemberPage> {
    const after = decodeCursor(cursor, memberKey)?.profile ?? -1;
    const { head } = await this.#segment(workspace, id);
    if (!head) return { items: [], nextCursor: null, total: 0, asOf: null, run: null };
    const segment = { id, run: head.run, workspace: workspace.number };
    const numbers = search
      ? await this.#search(segment, search, after, limit + 1)
      : await listMemberNumbers(this.clickHouse, segment, { after, limit: limit + 1 });
    const page = toPage(numbers, limit, (profile) => ({ profile }));
    const [identifiers, attributes] = await Promise.all([
      loadIdentifiers(this.database, workspace.number, page.items),
      loadAttributes({ database: this.database, clickHouse: this.clickHouse }, workspace.number, page.items),
    ]);
    const items = page.items.map((profile) => {
      const { customId, email } = identifiers(profile);
      return { profile, customId, email, attributes: attributes.get(profile)?.attributes ?? {} };
    });
    return { ...page, items, total: head.members, asOf: head.asOf.toISOString(), run: head.run };
  }

  async exportMembers(workspace: WorkspaceRow, id: string): Promise<StreamableFile> {
    const { head } = await this.#segment(workspace, id);
    const segment = head && { id, run: head.run, workspace: workspace.number };
    return csvFile(`members-${id}.csv`, ['profile', 'customId', 'email', 'phone'], segment ? this.#rows(segment) : []);
  }

  async changes(
    workspace: WorkspaceRow,
    id: string,
    { change, limit, cursor }: ChangeQuery,
  ): Promise<Page<MembershipChange>> {
    const after = decodeCursor(cursor, changeKey);
    const { head } = await this.#segment(workspace, id);
    if (!head) return { items: [], nextCursor: null };
    const rows = await listChanges(
      this.clickHouse,
      { id, run: head.run, workspace: workspace.number },
      { change, after, limit: limit + 1 },
    );
    const page = toPage(rows, limit, ({ run, profile }) => ({ run: Number(run), profile }));
    const identifiers = await loadIdentifiers(
      this.database,
      workspace.number,
      page.items.map(({ profile }) => profile),
    );
    const items = page.items.map((row) => {
      const { customId, email } = identifiers(row.profile);
      return { ...row, run: Number(row.run), customId, email };
    });
    return { ...page, items };
  }

  async sizes(workspace: WorkspaceRow, id: string): Promise<SegmentSize[]> {
    await this.#segment(workspace, id);
    const rows = await listSizes(this.database, workspace.id, id, mostSizes);
    return rows.map((row) => ({ ...row, asOf: row.asOf.toISOString() }));
  }

  async #segment(workspace: WorkspaceRow, id: string) {
    const found = await findSegment(this.database, workspace.id, id);
    if (!found) throw notFound('segment');
    return found;
  }

  /** Looks through those whose identifiers begin so until enough of them are members. */
  async #search(segment: PublishedSegment, search: string, after: number, limit: number): Promise<number[]> {
    const found: number[] = [];
    for (let from = after; found.length < limit;) {
      const candidates = await findProfiles(this.database, segment.workspace, {
        search,
        after: from,
        limit: searchPage,
      });
      const members = await filterMembers(this.clickHouse, segment, candidates);
      found.push(...candidates.filter((profile) => members.has(profile)));
      if (candidates.length < searchPage) break;
      from = candidates.at(-1)!;
    }
    return found.slice(0, limit);
  }

  /** Throws when so much time has passed that the members as of the head that was read may not be kept any more: half a file breaks off. */
  async *#rows(segment: PublishedSegment): AsyncGenerator<(string | number | null)[]> {
    const end = performance.now() + untouchedMinutes * 60_000;
    for (let after = -1; ;) {
      const numbers = await listMemberNumbers(this.clickHouse, segment, { after, limit: exportPage });
      const identifiers = await loadIdentifiers(this.database, segment.workspace, numbers);
      if (performance.now() > end)
        throw new Error(
          `A file of members has to be taken within ${untouchedMinutes} minutes: they are kept that long`,
        );
      for (const profile of numbers) {
        const { customId, email, phone } = identifiers(profile);
        yield [profile, customId, email, phone];
      }
      if (numbers.length < exportPage) return;
      after = numbers.at(-1)!;
    }
  }
}
