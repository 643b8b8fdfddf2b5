import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import { planQuery, runPlan } from './run-plan.schemas.ts';
import type { PlanQuery, RunPlan } from './run-plan.schemas.ts';
import { RunPlansService } from './run-plans.service.ts';
import { requestedRun, run, runPage, runPath, runQuery, runRequest } from './runs.schemas.ts';
import type { RequestedRun, Run, RunQuery, RunRequest } from './runs.schemas.ts';
import { RunsService } from './runs.service.ts';

@WorkspaceResource('runs', '/runs')
export class RunsController {
  constructor(
    private readonly runs: RunsService,
    private readonly plans: RunPlansService,
  ) {}

  @Get()
  @Access('runs:read')
  @Operation({ id: 'listRuns', summary: 'Runs, latest first', answers: runPage })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: runQuery }) query: RunQuery): Promise<Page<Run>> {
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

  @Get(':runId/plan')
  @Access('runs:read')
  @Operation({
    id: 'getRunPlan',
    summary: 'The SQL of a run, step by step',
    description:
      'The plan follows from what is recorded of the run, and is made again: 409 `plan-changed` where this version of Cutline plans other steps. Statements of segments are those that compute everybody.',
    answers: runPlan,
    problems: [404, 409],
  })
  plan(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: runPath }) path: { runId: string },
    @Query({ schema: planQuery }) query: PlanQuery,
  ): Promise<RunPlan> {
    return this.plans.get(workspace, path.runId, query);
  }

  @Post(':runId/cancel')
  @Access('runs:write')
  @Operation({
    id: 'cancelRun',
    summary: 'Asks a run to end',
    description:
      'It ends soon after, as `cancelled`: members and metrics stay those of the run before. 409 `run-not-running` when it is not under way.',
    answers: run,
    status: 202,
    problems: [404, 409],
  })
  cancel(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: runPath }) path: { runId: string }): Promise<Run> {
    return this.runs.cancel(workspace, path.runId);
  }
}
