import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import { findPerson, type Database } from '@cutline/postgres';
import { bindThresholds, compileSegmentsOfProfile } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { loadPublished } from '../definitions/definitions.queries.ts';
import { loadHeads } from '../definitions/states.queries.ts';
import { findProfile } from '../profiles/find-profile.ts';
import { listLinks } from '../profiles/links.queries.ts';
import { jsonFile } from './json-file.ts';
import {
  listDebuggerMessages,
  listNames,
  listRejects,
  streamChanges,
  streamEvents,
  streamValues,
  type ExportedPerson,
} from './person-export.queries.ts';
import { streamWaiting } from './waiting-messages.queries.ts';

/** Everything about a person in one file, for whoever asks what is kept of them. */
@Injectable()
export class PersonExportService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  /** Throws 404. */
  async export(workspace: WorkspaceRow, number: number): Promise<StreamableFile> {
    const { profile } = await findProfile(this.database, workspace.number, number);
    const found = await findPerson(this.database, workspace.number, profile);
    const person: ExportedPerson = { ...found, workspaceId: workspace.id, workspace: workspace.number };
    const ids = person.identifiers.map(({ id }) => id);
    const [names, links, segments, rejects, messages] = await Promise.all([
      listNames(this.database, person, profile),
      listLinks(this.database, workspace.number, ids),
      this.#segments(workspace, profile),
      listRejects(this.database, person),
      listDebuggerMessages(this.database, person),
    ]);
    const exportedAt = new Date().toISOString();
    return jsonFile(`person-${profile}-${exportedAt.slice(0, 10)}.json`, [
      ['about', 'Everything that Cutline keeps about one person'],
      ['exportedAt', exportedAt],
      ['workspace', { id: workspace.id, name: workspace.name }],
      ['profile', profile],
      ['identifiers', names],
      ['links', links],
      ['waitingMessages', streamWaiting(this.database, person)],
      ['attributes', streamValues(this.clickHouse, person, 'attribute')],
      ['consents', streamValues(this.clickHouse, person, 'consent')],
      ['events', streamEvents(this.clickHouse, person)],
      ['segments', segments],
      ['segmentChanges', streamChanges(this.clickHouse, person)],
      ['importRejects', rejects],
      ['debuggerMessages', messages],
    ]);
  }

  /** Segments that the profile is in now. */
  async #segments({ id: workspaceId, number: workspace }: WorkspaceRow, profile: number) {
    const published = [...(await loadPublished(this.database, workspaceId)).values()].filter(
      ({ kind }) => kind === 'segment',
    );
    const heads = await loadHeads(
      this.database,
      published.map(({ id }) => id),
    );
    if (heads.size === 0) return [];
    const runs = new Map([...heads].map(([id, { run }]) => [id, run]));
    const result = await this.clickHouse.query({
      ...bindThresholds(compileSegmentsOfProfile(runs, profile, workspace), new Map()),
      format: 'JSONEachRow',
      clickhouse_settings: tagged({ feature: 'privacy', step: 'segments', workspace }),
    });
    const inside = new Set((await result.json<{ segment: string }>()).map(({ segment }) => segment));
    return published.filter(({ id }) => inside.has(id)).map(({ id, name }) => ({ id, name }));
  }
}
