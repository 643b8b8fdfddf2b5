import { Body, Get, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { accepted, mergeEnds, mergePage, newMerge } from './identity.schemas.ts';
import type { Accepted, Merge, MergeEnds, NewMerge } from './identity.schemas.ts';
import { MergesService } from './merges.service.ts';

@WorkspaceResource('identity', '/identity/merges')
export class MergesController {
  constructor(private readonly merges: MergesService) {}

  @Get()
  @Access('profiles:read')
  @Operation({
    id: 'listIdentityMerges',
    summary: 'Aliases and merges, those that were undone too, the latest first',
    answers: mergePage,
  })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Merge>> {
    return this.merges.list(workspace, query);
  }

  @Post()
  @Access('profiles:write')
  @Operation({
    id: 'mergeProfiles',
    summary: 'Makes one profile of two, each named by one identifier',
    description: 'It takes effect with the next batch, mostly within a second, and can be undone for 30 days.',
    answers: accepted,
    status: 202,
    problems: [404, 409],
  })
  merge(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newMerge }) body: NewMerge,
  ): Promise<Accepted> {
    return this.merges.merge(workspace, caller, body);
  }

  @Post('undo')
  @Access('profiles:write')
  @Operation({
    id: 'undoIdentityMerge',
    summary: 'Takes back an alias or a merge',
    description: 'The profiles are then what they would be had it never been said.',
    answers: accepted,
    status: 202,
    problems: [404, 409],
  })
  undo(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: mergeEnds }) body: MergeEnds,
  ): Promise<Accepted> {
    return this.merges.undo(workspace, caller, body);
  }
}
