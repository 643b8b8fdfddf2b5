import { Body, Delete, Get, Patch } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { workspace, workspaceChanges, workspaceRemoval } from './workspaces.schemas.ts';
import type { Workspace, WorkspaceChanges, WorkspaceRemoval } from './workspaces.schemas.ts';
import { WorkspacesService } from './workspaces.service.ts';

@WorkspaceResource('workspaces')
export class WorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Get()
  @Access('definitions:read')
  @Operation({ id: 'getWorkspace', summary: 'A workspace and how much it holds', answers: workspace })
  get(@InWorkspace() row: WorkspaceRow): Promise<Workspace> {
    return this.workspaces.describe(row);
  }

  @Patch()
  @Access('workspace:admin')
  @Operation({
    id: 'changeWorkspace',
    summary: 'Changes name, time zone, currency, base or schedule',
    answers: workspace,
    problems: [409],
  })
  change(
    @InWorkspace() row: WorkspaceRow,
    @Body({ schema: workspaceChanges }) changes: WorkspaceChanges,
  ): Promise<Workspace> {
    return this.workspaces.change(row, changes);
  }

  @Delete()
  @Access('workspace:admin')
  @Operation({
    id: 'removeWorkspace',
    summary: 'Removes a workspace and everything in it',
    description: 'It is hidden at once; its events are removed by a workflow.',
    answers: workspace,
    status: 202,
    problems: [409],
  })
  remove(
    @InWorkspace() row: WorkspaceRow,
    @Body({ schema: workspaceRemoval }) removal: WorkspaceRemoval,
  ): Promise<Workspace> {
    return this.workspaces.remove(row, removal);
  }
}
