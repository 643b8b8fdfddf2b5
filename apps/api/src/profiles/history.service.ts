import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { knownBatch, type Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { loadPublished } from '../definitions/definitions.queries.ts';
import { loadHeads } from '../definitions/states.queries.ts';
import { anyInstant } from '../openapi/formats.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { sourceNames } from '../sources/source-names.ts';
import { listChangesOfProfile } from './changes.queries.ts';
import { countByDay } from './day-counts.queries.ts';
import { matching } from './event-filter.ts';
import { eventOf, listEvents } from './events.queries.ts';
import { findProfile } from './find-profile.ts';
import type {
  EventDays,
  EventFilterQuery,
  EventQuery,
  GivenValue,
  ProfileEvent,
  ProfileStays,
  ValuePath,
} from './profiles.schemas.ts';
import { staysOf } from './stays.ts';
import { totalsOf } from './totals-of.ts';
import { givenAt, listValues, typedValue } from './values.queries.ts';

const eventKey = z.object({ time: anyInstant, messageId: z.string() });
const valueKey = z.object({ time: anyInstant, messageId: z.string(), batch: z.int().min(0) });

/** What became of a profile: its events, the values it was given, the segments it was in. Everything here throws 404 for nobody's number. */
@Injectable()
export class HistoryService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async events(
    workspace: WorkspaceRow,
    number: number,
    { limit, cursor, ...filter }: EventQuery,
  ): Promise<Page<ProfileEvent>> {
    const before = decodeCursor(cursor, eventKey);
    const [conditions, names] = await Promise.all([
      this.#matching(workspace, number, filter),
      sourceNames(this.database, workspace.id),
    ]);
    const rows = await listEvents(this.clickHouse, conditions, { before, limit: limit + 1 });
    const events = rows.map((row) => eventOf(row, names));
    return toPage(events, limit, ({ time, messageId }) => ({ time, messageId }));
  }

  /** How many events there are, by day and by name. */
  async days(workspace: WorkspaceRow, number: number, { action, ...filter }: EventFilterQuery): Promise<EventDays> {
    const conditions = await this.#matching(workspace, number, filter);
    return totalsOf(await countByDay(this.clickHouse, conditions, workspace.timeZone), action);
  }

  /** Every value that a name was given, the one that holds first. */
  async values(
    workspace: WorkspaceRow,
    { profile, given, name }: ValuePath,
    { limit, cursor }: PageQuery,
  ): Promise<Page<GivenValue>> {
    const after = decodeCursor(cursor, valueKey);
    const [{ numbers }, names] = await Promise.all([
      findProfile(this.database, workspace.number, profile),
      sourceNames(this.database, workspace.id),
    ]);
    const rows = await listValues(
      this.clickHouse,
      { workspace: workspace.number, numbers },
      { kind: given === 'attributes' ? 'attribute' : 'consent', name, after, limit: limit + 1 },
    );
    const page = toPage(rows, limit, ({ given, message_id, batch }) => ({
      time: given,
      messageId: message_id,
      batch: Number(batch),
    }));
    const items = page.items.map((row) => {
      const { value = null, type = null } = typedValue(row) ?? {};
      const { source } = row;
      return {
        value,
        type,
        time: givenAt(row),
        source,
        sourceName: names.get(source) ?? null,
        batch: Number(row.batch),
      };
    });
    return { ...page, items };
  }

  /** When it was in which segment, of those that are published. */
  async stays(workspace: WorkspaceRow, number: number): Promise<ProfileStays[]> {
    const { numbers } = await findProfile(this.database, workspace.number, number);
    const published = await loadPublished(this.database, workspace.id);
    const segments = [...published.values()].filter(({ kind }) => kind === 'segment');
    const heads = await loadHeads(
      this.database,
      segments.map(({ id }) => id),
    );
    const runs = new Map([...heads].map(([id, { run }]) => [id, run]));
    const changes = await listChangesOfProfile(this.clickHouse, { workspace: workspace.number, numbers, runs });
    const stays = staysOf(changes);
    return segments.flatMap(({ id, name }) => (stays.has(id) ? [{ id, name, stays: stays.get(id) ?? [] }] : []));
  }

  async #matching(workspace: WorkspaceRow, number: number, filter: EventFilterQuery) {
    const { numbers } = await findProfile(this.database, workspace.number, number);
    const known = await knownBatch(this.database, workspace.number);
    return matching({ workspace: workspace.number, numbers, known }, filter, workspace.timeZone);
  }
}
