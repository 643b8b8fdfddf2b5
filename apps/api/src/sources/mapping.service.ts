import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { compileMapping } from '../ingestion/mapping/compile-mapping.ts';
import { defaultMapping, wholeMapping } from '../ingestion/mapping/default-mapping.ts';
import { sourceMapping, type SourceMapping } from '../ingestion/mapping/source-mapping.ts';
import { readMessage } from '../ingestion/reading/read-message.ts';
import type { MappingOfSource, Trial, TrialResult } from './mapping.schemas.ts';
import { updateSource } from './sources.queries.ts';
import { SourcesService } from './sources.service.ts';

@Injectable()
export class MappingService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly sources: SourcesService,
  ) {}

  /** Throws 404. */
  async get(workspace: WorkspaceRow, sourceId: string): Promise<MappingOfSource> {
    const own = await this.own(workspace, sourceId);
    return { effective: wholeMapping(own), default: defaultMapping, own };
  }

  /** Null goes back to the default. Throws 404. */
  async set(workspace: WorkspaceRow, sourceId: string, mapping: SourceMapping | null): Promise<MappingOfSource> {
    await updateSource(this.database, workspace.id, sourceId, { mapping });
    return this.get(workspace, sourceId);
  }

  /** How a message would be read, without taking it. Throws 404. */
  async try(workspace: WorkspaceRow, sourceId: string, { message, mapping }: Trial): Promise<TrialResult> {
    const own = await this.own(workspace, sourceId);
    const read = readMessage(message, {
      mapping: compileMapping(mapping === undefined ? own : mapping),
      now: Date.now(),
      currency: workspace.currency,
    });
    return { outcome: read.outcome, read: read.outcome === 'taken' ? read.message : null, problems: read.problems };
  }

  /** What a source says otherwise; one that cannot be read is none, as for messages that come. Throws 404. */
  async own(workspace: WorkspaceRow, sourceId: string): Promise<SourceMapping | null> {
    const { source } = await this.sources.find(workspace, sourceId);
    return sourceMapping.safeParse(source.mapping).data ?? null;
  }
}
