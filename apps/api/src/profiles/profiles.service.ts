import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hasAliases, hasRates, knownBatch, type Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { findLastCompleted } from '../runs/runs.queries.ts';
import { sourceNames } from '../sources/source-names.ts';
import { loadAttributes, type GivenValue } from './attributes.queries.ts';
import { readEventSpan } from './events.queries.ts';
import { findProfile } from './find-profile.ts';
import { findProfiles, loadIdentifiers } from './identifiers.queries.ts';
import { identityOf, type SourceNames } from './identity-of.ts';
import { profileNumber } from './profiles.schemas.ts';
import type { ProfileDetail, ProfileQuery, ProfileSummary, ValueOrigin } from './profiles.schemas.ts';
import { StandingService } from './standing.service.ts';

const profileKey = z.object({ profile: profileNumber });

@Injectable()
export class ProfilesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly standing: StandingService,
  ) {}

  get #stores() {
    return { database: this.database, clickHouse: this.clickHouse };
  }

  async list(workspace: WorkspaceRow, { search, limit, cursor }: ProfileQuery): Promise<Page<ProfileSummary>> {
    const after = decodeCursor(cursor, profileKey)?.profile ?? -1;
    const numbers = await findProfiles(this.database, workspace.number, { search, after, limit: limit + 1 });
    const page = toPage(numbers, limit, (profile) => ({ profile }));
    const [identifiers, attributes] = await Promise.all([
      loadIdentifiers(this.database, workspace.number, page.items),
      loadAttributes(this.#stores, workspace.number, page.items),
    ]);
    const items = page.items.map((profile) => ({
      profile,
      ...identifiers(profile),
      attributes: attributes.get(profile)?.attributes ?? {},
    }));
    return { ...page, items };
  }

  /** Throws 404. Values are those as of the last run, or as of now before the first. */
  async get(workspace: WorkspaceRow, number: number): Promise<ProfileDetail> {
    const { profile, numbers } = await findProfile(this.database, workspace.number, number);
    const [known, run, names] = await Promise.all([
      knownBatch(this.database, workspace.number),
      findLastCompleted(this.database, workspace.id),
      sourceNames(this.database, workspace.id),
    ]);
    const read = run?.known ?? known;
    const { timeZone, currency, includeAnonymous } = run?.settings ?? workspace;
    const evaluation = {
      workspace: workspace.number,
      timeZone,
      currency,
      includeAnonymous,
      hasRates: await hasRates(this.database, workspace.id, read),
      hasAliases: await hasAliases(this.database, workspace.number, read),
      asOf: run?.asOf.getTime() ?? Date.now(),
      known: read,
    };
    const [identity, attributes, span, standing] = await Promise.all([
      identityOf(this.database, workspace.number, profile, names),
      loadAttributes(this.#stores, workspace.number, [profile]),
      readEventSpan(this.clickHouse, { workspace: workspace.number, numbers, known }),
      this.standing.of(workspace, profile, evaluation),
    ]);
    const described = attributes.get(profile);
    return {
      profile,
      numbers,
      ...identity,
      attributes: described?.attributes ?? {},
      attributeTypes: described?.types ?? {},
      attributeOrigins: originsOf(described?.given.attributes, names),
      consents: described?.consents ?? {},
      consentOrigins: originsOf(described?.given.consents, names),
      firstEvent: span.first,
      lastEvent: span.last,
      events: Number(span.events),
      ...standing,
    };
  }
}

function originsOf(given: Record<string, GivenValue> = {}, names: SourceNames): Record<string, ValueOrigin> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, { ...value, sourceName: names.get(value.source) ?? null }]),
  );
}
