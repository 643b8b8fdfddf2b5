import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { nameOf } from './describe-message.ts';
import { latestActions, latestTracks, type Seen } from './event-names.queries.ts';
import type { EventName } from './mapping.schemas.ts';
import { MappingService } from './mapping.service.ts';
import { ruledNames } from './ruled-names.ts';

/** Milliseconds for which names are remembered, and sources whose names are. */
const remembered = 60_000;
const mostSources = 200;

interface SeenNames {
  sent: Seen[];
  stored: Seen[];
}

/** Names under which events came lately. They are advice, so without ClickHouse there are those of the debugger only. */
@Injectable()
export class EventNamesService {
  readonly #seen = new Map<string, { at: number; names: Promise<SeenNames> }>();
  readonly #logger = new Logger('sources');

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly mappings: MappingService,
  ) {}

  /** Throws 404. */
  async list(workspace: WorkspaceRow, sourceId: string): Promise<EventName[]> {
    const own = await this.mappings.own(workspace, sourceId);
    const { sent, stored } = await this.#remembered(workspace, sourceId);
    return ruledNames(own, sent, stored);
  }

  #remembered(workspace: WorkspaceRow, sourceId: string): Promise<SeenNames> {
    const known = this.#seen.get(sourceId);
    if (known && Date.now() - known.at < remembered) return known.names;
    const names = this.#read(workspace, sourceId);
    if (this.#seen.size >= mostSources) this.#seen.clear();
    this.#seen.set(sourceId, { at: Date.now(), names });
    names.catch(() => this.#seen.delete(sourceId));
    return names;
  }

  async #read(workspace: WorkspaceRow, sourceId: string): Promise<SeenNames> {
    const [sent, stored] = await Promise.all([
      latestTracks(this.database, sourceId).then(countNames),
      latestActions(this.clickHouse, workspace.number, sourceId).catch((error: unknown) => {
        this.#logger.warn({ reason: error instanceof Error ? error.name : '' }, 'No names of events from ClickHouse');
        return [];
      }),
    ]);
    return { sent, stored };
  }
}

function countNames(messages: { raw: string; receivedAt: Date }[]): Seen[] {
  const names = new Map<string, Seen>();
  for (const { raw, receivedAt } of messages) {
    const name = nameOf(raw)?.trim();
    if (!name) continue;
    const known = names.get(name) ?? { name, seen: 0, lastSeen: receivedAt.getTime() };
    known.seen += 1;
    names.set(name, known);
  }
  return [...names.values()].sort((a, b) => b.seen - a.seen);
}
