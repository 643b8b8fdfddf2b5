import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import { hasAliases, knownBatch, type Database } from '@cutline/postgres';
import type { Definition, Language, ValueType } from '@cutline/segment-definition';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { countBase } from '../definitions/base-size.queries.ts';
import type { FieldError } from '../problem-details/problem.schema.ts';
import type { Catalogue, CatalogueAttribute, CatalogueChannel } from './catalogue.schemas.ts';
import { describeEvents } from './describe-events.ts';
import { typeShares } from './describe-values.ts';
import { latestDays, listActions, sampleEvents, type Catalogued } from './events.queries.ts';
import { unseenNames } from './unseen-names.ts';
import { listAttributes, listChannels, type AttributeRow, type ChannelRow } from './values.queries.ts';

/** Workspaces whose catalogue is remembered. */
const remembered = 100;
/** Events that are looked into altogether, and of one action. */
const mostSampled = 10_000;
const mostOfAction = 1_000;

/** The catalogue of what came in. For a given `known` it never changes, so it is read once. */
@Injectable()
export class CatalogueService {
  readonly #catalogues = new Map<number, { known: number; catalogue: Promise<Catalogue> }>();
  readonly #logger = new Logger('catalogue');

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async get({ number: workspace }: WorkspaceRow): Promise<Catalogue> {
    const known = await knownBatch(this.database, workspace);
    const found = this.#catalogues.get(workspace);
    if (found?.known === known) return found.catalogue;
    const catalogue = this.#read(workspace, known);
    if (this.#catalogues.size >= remembered) this.#catalogues.clear();
    this.#catalogues.set(workspace, { known, catalogue });
    // What could not be read is asked for again.
    catalogue.catch(() => {
      if (this.#catalogues.get(workspace)?.catalogue === catalogue) this.#catalogues.delete(workspace);
    });
    return catalogue;
  }

  /** Names in a valid document that have never occurred. None while ClickHouse is away: they are advice. */
  async warningsOf(workspace: WorkspaceRow, document: Definition, language: Language): Promise<FieldError[]> {
    try {
      return unseenNames(document, await this.get(workspace), language);
    } catch (error) {
      this.#logger.warn({ reason: error instanceof Error ? error.name : '' }, 'No warnings about names');
      return [];
    }
  }

  async #read(workspace: number, known: number): Promise<Catalogue> {
    const of = { workspace, known, hasAliases: await hasAliases(this.database, workspace, known) };
    const tag = tagged({ feature: 'catalogue', step: 'profiles', workspace: of.workspace });
    const [events, attributes, channels, profiles] = await Promise.all([
      this.#readEvents(of),
      listAttributes(this.clickHouse, of),
      listChannels(this.clickHouse, of),
      countBase(this.clickHouse, of, true, tag),
    ]);
    return {
      known: of.known,
      events,
      attributes: attributes.map((row) => describeAttribute(row, profiles)),
      channels: channels.map((row) => describeChannel(row, profiles)),
    };
  }

  async #readEvents(of: Catalogued): Promise<Catalogue['events']> {
    const actions = await listActions(this.clickHouse, of);
    if (actions.length === 0) return [];
    const most = Math.max(20, Math.min(mostOfAction, Math.floor(mostSampled / actions.length)));
    const names = actions.map(({ action }) => action);
    const samplings = await latestDays(this.clickHouse, { ...of, actions: names, enough: most });
    return describeEvents(actions, await sampleEvents(this.clickHouse, { ...of, samplings, most }));
  }
}

function describeAttribute(row: AttributeRow, profiles: number): CatalogueAttribute {
  const types = typeShares(
    new Map<ValueType, number>([
      ['datetime', Number(row.datetimes)],
      ['string', Number(row.texts)],
      ['integer', Number(row.integers)],
      ['number', Number(row.numbers)],
      ['boolean', Number(row.booleans)],
      ['list', Number(row.lists)],
    ]),
  );
  return {
    name: row.name,
    type: types[0]!.type,
    types,
    profiles: Number(row.profiles),
    share: shareOf(row.profiles, profiles),
    examples: row.examples,
    firstSeen: row.first,
    lastSeen: row.last,
  };
}

function describeChannel({ channel, profiles, agreed, first, last }: ChannelRow, all: number): CatalogueChannel {
  return {
    channel,
    profiles: Number(profiles),
    share: shareOf(profiles, all),
    agreed: Number(agreed),
    firstSeen: first,
    lastSeen: last,
  };
}

function shareOf(part: string, all: number): number {
  return all === 0 ? 0 : Math.min(1, Number(part) / all);
}
