import { Body, Get, Put } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { runQuota } from './run-quota.schemas.ts';
import type { RunQuota } from './run-quota.schemas.ts';
import { RunQuotaService } from './run-quota.service.ts';

@WorkspaceResource('runs', '/run-quota')
export class RunQuotaController {
  constructor(private readonly quotas: RunQuotaService) {}

  @Get()
  @Access('workspace:admin')
  @Operation({ id: 'getRunQuota', summary: 'What runs of the workspace may take', answers: runQuota })
  get(@InWorkspace() workspace: WorkspaceRow): Promise<RunQuota> {
    return this.quotas.get(workspace);
  }

  @Put()
  @Access('workspace:admin')
  @Operation({
    id: 'setRunQuota',
    summary: 'Sets what runs of the workspace may take',
    description: 'Where a limit is null, the installation’s holds.',
    answers: runQuota,
  })
  set(@InWorkspace() workspace: WorkspaceRow, @Body({ schema: runQuota }) quota: RunQuota): Promise<RunQuota> {
    return this.quotas.set(workspace, quota);
  }
}
