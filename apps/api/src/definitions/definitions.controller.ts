import { Body, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { Language } from '@cutline/segment-definition';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { InLanguage } from '../language/in-language.decorator.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import {
  definitionDetail,
  definitionDraft,
  definitionPage,
  definitionPath,
  definitionQuery,
  document,
  metricState,
  newVersion,
  validation,
} from './definitions.schemas.ts';
import type {
  DefinitionDetail,
  DefinitionDraft,
  DefinitionQuery,
  DefinitionSummary,
  MetricState,
  NewVersion,
  Validation,
} from './definitions.schemas.ts';
import { DefinitionsService } from './definitions.service.ts';
import { PublishingService } from './publishing.service.ts';

type InDefinition = { definitionId: string };

@WorkspaceResource('definitions', '/definitions')
export class DefinitionsController {
  constructor(
    private readonly definitions: DefinitionsService,
    private readonly publishing: PublishingService,
  ) {}

  @Get()
  @Access('definitions:read')
  @Operation({
    id: 'listDefinitions',
    summary: 'Definitions by name, with what the last run made of them',
    answers: definitionPage,
  })
  list(
    @InWorkspace() workspace: WorkspaceRow,
    @Query({ schema: definitionQuery }) query: DefinitionQuery,
  ): Promise<Page<DefinitionSummary>> {
    return this.definitions.list(workspace, query);
  }

  @Post()
  @Access('definitions:write')
  @Operation({
    id: 'createDefinition',
    summary: 'Publishes a new definition',
    answers: definitionDetail,
    status: 201,
    problems: [409],
    spoken: true,
  })
  create(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: document }) body: unknown,
    @InLanguage() language: Language,
  ): Promise<DefinitionDetail> {
    return this.publishing.create(workspace, caller, body, language);
  }

  @Post('validate')
  @Access('definitions:read')
  @Operation({
    id: 'validateDefinition',
    summary: 'Says whether a definition could be published',
    answers: validation,
    spoken: true,
  })
  validate(
    @InWorkspace() workspace: WorkspaceRow,
    @Body({ schema: definitionDraft }) draft: DefinitionDraft,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Validation> {
    void reply.header('content-language', language);
    return this.publishing.validate(workspace, draft, language);
  }

  @Get(':definitionId')
  @Access('definitions:read')
  @Operation({
    id: 'getDefinition',
    summary: 'A definition, its versions and what hangs on it',
    answers: definitionDetail,
    problems: [404],
  })
  get(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: definitionPath }) path: InDefinition,
  ): Promise<DefinitionDetail> {
    return this.definitions.get(workspace, path.definitionId);
  }

  @Get(':definitionId/values')
  @Access('definitions:read')
  @Operation({
    id: 'listMetricValues',
    summary: 'What a metric was after each run, oldest first',
    answers: z.array(metricState),
    problems: [404],
  })
  values(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: definitionPath }) path: InDefinition,
  ): Promise<MetricState[]> {
    return this.definitions.values(workspace, path.definitionId);
  }

  @Put(':definitionId')
  @Access('definitions:write')
  @Operation({
    id: 'publishVersion',
    summary: 'Publishes a new version',
    description: 'An unchanged document publishes nothing.',
    answers: definitionDetail,
    problems: [404, 409],
    spoken: true,
  })
  publish(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Param({ schema: definitionPath }) path: InDefinition,
    @Body({ schema: newVersion }) body: NewVersion,
    @InLanguage() language: Language,
  ): Promise<DefinitionDetail> {
    return this.publishing.publish(workspace, caller, path.definitionId, body, language);
  }

  @Delete(':definitionId')
  @Access('definitions:write')
  @Operation({ id: 'deleteDefinition', summary: 'Deletes a definition that nothing refers to', problems: [404, 409] })
  remove(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: definitionPath }) path: InDefinition): Promise<void> {
    return this.publishing.remove(workspace, path.definitionId);
  }
}
