import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { requestedRun, run, runPage, runPath, runRequest } from './runs.schemas.ts';
import type { RequestedRun, Run, RunRequest } from './runs.schemas.ts';
import { RunsService } from './runs.service.ts';

@WorkspaceResource('runs', '/runs')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Get()
  @Access('runs:read')
  @Operation({ id: 'listRuns', summary: 'Runs, latest first', answers: runPage })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Run>> {
    return this.runs.list(workspace, query);
  }

  @Post()
  @Access('runs:write')
  @Operation({
    id: 'requestRun',
    summary: 'Asks for a run',
    description: 'One at a time in a workspace: while one is under way, the next waits for it.',
    answers: requestedRun,
    status: 202,
  })
  request(
    @InWorkspace() workspace: WorkspaceRow,
    @Body({ schema: runRequest }) body: RunRequest,
  ): Promise<RequestedRun> {
    return this.runs.request(workspace, body);
  }

  @Get(':runId')
  @Access('runs:read')
  @Operation({ id: 'getRun', summary: 'A run, step by step', answers: run, problems: [404] })
  get(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: runPath }) path: { runId: string }): Promise<Run> {
    return this.runs.get(workspace, path.runId);
  }
}
