import { Body, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import {
  importFile,
  importPage,
  importPath,
  rejectPage,
  sample,
  sampleRequest,
  startRequest,
} from './imports.schemas.ts';
import type { Import, Reject, Sample, SampleRequest, StartRequest } from './imports.schemas.ts';
import { ImportsService } from './imports.service.ts';
import { RejectsService } from './rejects.service.ts';
import { SamplesService } from './samples.service.ts';
import { UploadsService } from './uploads.service.ts';

type InImport = { importId: string };

@WorkspaceResource('imports', '/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: UploadsService,
    private readonly samples: SamplesService,
    private readonly rejectedRows: RejectsService,
  ) {}

  @Post()
  @Access('events:write')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    required: true,
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary', description: 'CSV, JSON Lines or Parquet.' } },
    },
  })
  @Operation({
    id: 'uploadImport',
    summary: 'Uploads a file',
    answers: importFile,
    status: 201,
    problems: [400, 413, 415, 507],
  })
  upload(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<Import> {
    return this.uploads.receive(workspace, caller, request);
  }

  @Get()
  @Access('runs:read')
  @Operation({ id: 'listImports', summary: 'Imports, latest first', answers: importPage })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Import>> {
    return this.imports.list(workspace, query);
  }

  @Get(':importId')
  @Access('runs:read')
  @Operation({ id: 'getImport', summary: 'An import and how far it is', answers: importFile, problems: [404] })
  get(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: importPath }) path: InImport): Promise<Import> {
    return this.imports.get(workspace, path.importId);
  }

  @Post(':importId/sample')
  @Access('events:write')
  @Operation({
    id: 'sampleImport',
    summary: 'The first rows, as they would be stored',
    answers: sample,
    problems: [404, 409],
  })
  sample(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: importPath }) path: InImport,
    @Body({ schema: sampleRequest }) body: SampleRequest,
  ): Promise<Sample> {
    return this.samples.take(workspace, path.importId, body);
  }

  @Post(':importId/start')
  @Access('events:write')
  @Operation({ id: 'startImport', summary: 'Imports the file', answers: importFile, status: 202, problems: [404, 409] })
  start(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: importPath }) path: InImport,
    @Body({ schema: startRequest }) body: StartRequest,
  ): Promise<Import> {
    return this.imports.start(workspace, path.importId, body);
  }

  @Post(':importId/cancel')
  @Access('events:write')
  @Operation({
    id: 'cancelImport',
    summary: 'Stops an import; rows that have landed stay',
    answers: importFile,
    status: 202,
    problems: [404, 409],
  })
  cancel(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: importPath }) path: InImport): Promise<Import> {
    return this.imports.cancel(workspace, path.importId);
  }

  @Post(':importId/undo')
  @Access('events:write')
  @Operation({
    id: 'undoImport',
    summary: 'Takes back what an import brought',
    description:
      'Its events go, and the people of whom nothing else speaks. What was computed with them is computed again.',
    answers: importFile,
    status: 202,
    problems: [404, 409],
  })
  undo(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Param({ schema: importPath }) path: InImport,
  ): Promise<Import> {
    return this.imports.undo(workspace, caller, path.importId);
  }

  @Get(':importId/rejects')
  @Access('profiles:read')
  @Operation({
    id: 'listImportRejects',
    summary: 'Rows that were not taken, with the reason',
    answers: rejectPage,
    problems: [404],
  })
  rejects(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: importPath }) path: InImport,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<Reject>> {
    return this.rejectedRows.list(workspace, path.importId, query);
  }

  @Get(':importId/rejects.csv')
  @Access('profiles:read')
  @Operation({
    id: 'exportImportRejects',
    summary: 'Rows that were not taken, as a file',
    file: 'text/csv',
    problems: [404],
  })
  exportRejects(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: importPath }) path: InImport,
  ): Promise<StreamableFile> {
    return this.rejectedRows.export(workspace, path.importId);
  }
}
