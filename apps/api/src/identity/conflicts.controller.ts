import { Body, Get, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import { ConflictsService } from './conflicts.service.ts';
import { conflictEnds, conflictPage, conflictQuery } from './identity.schemas.ts';
import type { Conflict, ConflictEnds, ConflictQuery } from './identity.schemas.ts';

@WorkspaceResource('identity', '/identity/conflicts')
export class ConflictsController {
  constructor(private readonly conflicts: ConflictsService) {}

  @Get()
  @Access('profiles:read')
  @Operation({
    id: 'listIdentityConflicts',
    summary: 'Identifiers that stood in one message and are two customers’, the latest first',
    description: 'Two customIds never come together by a message. Merge the two, or dismiss the conflict.',
    answers: conflictPage,
  })
  list(
    @InWorkspace() workspace: WorkspaceRow,
    @Query({ schema: conflictQuery }) query: ConflictQuery,
  ): Promise<Page<Conflict>> {
    return this.conflicts.list(workspace, query);
  }

  @Post('dismiss')
  @Access('profiles:write')
  @Operation({ id: 'dismissIdentityConflict', summary: 'Leaves a conflict as it is', problems: [404] })
  dismiss(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: conflictEnds }) body: ConflictEnds,
  ): Promise<void> {
    return this.conflicts.dismiss(workspace, caller, body);
  }

  @Post('restore')
  @Access('profiles:write')
  @Operation({ id: 'restoreIdentityConflict', summary: 'Shows a dismissed conflict again', problems: [404] })
  restore(@InWorkspace() workspace: WorkspaceRow, @Body({ schema: conflictEnds }) body: ConflictEnds): Promise<void> {
    return this.conflicts.restore(workspace, body);
  }
}
