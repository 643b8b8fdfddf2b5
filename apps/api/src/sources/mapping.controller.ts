import { Body, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { sourceMapping, type SourceMapping } from '../ingestion/mapping/source-mapping.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { EventNamesService } from './event-names.service.ts';
import { eventName, mappingOfSource, trial, trialResult } from './mapping.schemas.ts';
import type { EventName, MappingOfSource, Trial, TrialResult } from './mapping.schemas.ts';
import { MappingService } from './mapping.service.ts';
import { sourcePath, type InSource } from './sources.schemas.ts';

@WorkspaceResource('sources', '/sources/:sourceId')
export class MappingController {
  constructor(
    private readonly mappings: MappingService,
    private readonly names: EventNamesService,
  ) {}

  @Get('mapping')
  @Access('sources:read')
  @Operation({
    id: 'getSourceMapping',
    summary: 'What the events of a source are called here',
    answers: mappingOfSource,
    problems: [404],
  })
  get(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: sourcePath }) path: InSource): Promise<MappingOfSource> {
    return this.mappings.get(workspace, path.sourceId);
  }

  @Put('mapping')
  @Access('sources:write')
  @Operation({
    id: 'setSourceMapping',
    summary: 'Says what the events of a source are called here, where that differs from the default',
    description: 'It holds for messages that come from then on, within seconds.',
    answers: mappingOfSource,
    problems: [404],
  })
  set(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
    @Body({ schema: sourceMapping }) body: SourceMapping,
  ): Promise<MappingOfSource> {
    return this.mappings.set(workspace, path.sourceId, body);
  }

  @Delete('mapping')
  @Access('sources:write')
  @Operation({
    id: 'resetSourceMapping',
    summary: 'Goes back to the default mapping',
    answers: mappingOfSource,
    problems: [404],
  })
  reset(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
  ): Promise<MappingOfSource> {
    return this.mappings.set(workspace, path.sourceId, null);
  }

  // Reads and stores nothing, but a message may be of a person.
  @Post('mapping/try')
  @Access('sources:read')
  @Operation({
    id: 'trySourceMapping',
    summary: 'How a message would be read, without taking it',
    answers: trialResult,
    problems: [404],
  })
  try(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
    @Body({ schema: trial }) body: Trial,
  ): Promise<TrialResult> {
    return this.mappings.try(workspace, path.sourceId, body);
  }

  @Get('event-names')
  @Access('sources:read')
  @Operation({
    id: 'listSourceEventNames',
    summary: 'Names under which events came lately, and what they become',
    description:
      'Of messages within a day, and of events of the last 30 days that no rule speaks of. Renewed every minute.',
    answers: z.array(eventName),
    problems: [404],
  })
  eventNames(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
  ): Promise<EventName[]> {
    return this.names.list(workspace, path.sourceId);
  }
}
