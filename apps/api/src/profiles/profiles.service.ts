import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hasRates, knownBatch, type Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { anyInstant } from '../openapi/formats.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { findLastCompleted } from '../runs/runs.queries.ts';
import { loadAttributes } from './attributes.queries.ts';
import { eventOf, listEvents, readEventSpan } from './events.queries.ts';
import { findProfiles, listIdentifiers, loadIdentifiers } from './identifiers.queries.ts';
import { profileNumber } from './profiles.schemas.ts';
import type { EventQuery, ProfileDetail, ProfileEvent, ProfileQuery, ProfileSummary } from './profiles.schemas.ts';
import { StandingService } from './standing.service.ts';

const profileKey = z.object({ profile: profileNumber });
const eventKey = z.object({ time: anyInstant, messageId: z.string() });

@Injectable()
export class ProfilesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly standing: StandingService,
  ) {}

  async list(workspace: WorkspaceRow, { search, limit, cursor }: ProfileQuery): Promise<Page<ProfileSummary>> {
    const after = decodeCursor(cursor, profileKey)?.profile ?? -1;
    const numbers = await findProfiles(this.database, workspace.number, { search, after, limit: limit + 1 });
    const page = toPage(numbers, limit, (profile) => ({ profile }));
    const [identifiers, attributes] = await Promise.all([
      loadIdentifiers(this.database, workspace.number, page.items),
      loadAttributes(this.clickHouse, workspace.number, page.items),
    ]);
    const items = page.items.map((profile) => ({
      profile,
      ...identifiers(profile),
      attributes: attributes.get(profile)?.attributes ?? {},
    }));
    return { ...page, items };
  }

  /** Throws 404. Values are those as of the last run, or as of now before the first. */
  async get(workspace: WorkspaceRow, profile: number): Promise<ProfileDetail> {
    const identifiers = await this.#identifiers(workspace, profile);
    const [known, run] = await Promise.all([
      knownBatch(this.database, workspace.number),
      findLastCompleted(this.database, workspace.id),
    ]);
    const { id, number } = workspace;
    const read = run?.known ?? known;
    const { timeZone, currency, includeAnonymous } = run?.settings ?? workspace;
    const evaluation = {
      workspace: number,
      timeZone,
      currency,
      includeAnonymous,
      hasRates: await hasRates(this.database, id, read),
      asOf: run?.asOf.getTime() ?? Date.now(),
      known: read,
    };
    const [attributes, span, standing] = await Promise.all([
      loadAttributes(this.clickHouse, number, [profile]),
      readEventSpan(this.clickHouse, { workspace: number, profile, known }),
      this.standing.of(workspace, profile, evaluation),
    ]);
    const described = attributes.get(profile);
    return {
      profile,
      identifiers,
      attributes: described?.attributes ?? {},
      attributeTypes: described?.types ?? {},
      consents: described?.consents ?? {},
      firstEvent: span.first,
      lastEvent: span.last,
      events: Number(span.events),
      ...standing,
    };
  }

  /** Throws 404. */
  async events(
    workspace: WorkspaceRow,
    profile: number,
    { action, limit, cursor }: EventQuery,
  ): Promise<Page<ProfileEvent>> {
    const before = decodeCursor(cursor, eventKey);
    await this.#identifiers(workspace, profile);
    const known = await knownBatch(this.database, workspace.number);
    const rows = await listEvents(
      this.clickHouse,
      { workspace: workspace.number, profile, known },
      { action, before, limit: limit + 1 },
    );
    return toPage(rows.map(eventOf), limit, ({ time, messageId }) => ({ time, messageId }));
  }

  async #identifiers(workspace: WorkspaceRow, profile: number) {
    const identifiers = await listIdentifiers(this.database, workspace.number, profile);
    if (identifiers.length === 0) throw notFound('profile');
    return identifiers;
  }
}
