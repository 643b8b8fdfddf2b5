import { Body, Get, Param, Put, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import { freshnessTarget, segmentFreshness } from './freshness.schemas.ts';
import type { FreshnessTarget, SegmentFreshness } from './freshness.schemas.ts';
import { FreshnessService } from './freshness.service.ts';
import { changePage, changeQuery, memberPage, memberQuery, segmentPath, segmentSize } from './segments.schemas.ts';
import type { ChangeQuery, MemberPage, MemberQuery, MembershipChange, SegmentSize } from './segments.schemas.ts';
import { SegmentsService } from './segments.service.ts';

type InSegment = { segmentId: string };

@WorkspaceResource('segments', '/segments/:segmentId')
export class SegmentsController {
  constructor(
    private readonly segments: SegmentsService,
    private readonly freshness: FreshnessService,
  ) {}

  @Get('members')
  @Access('profiles:read')
  @Operation({ id: 'listSegmentMembers', summary: 'Who is in', answers: memberPage, problems: [404] })
  members(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: segmentPath }) path: InSegment,
    @Query({ schema: memberQuery }) query: MemberQuery,
  ): Promise<MemberPage> {
    return this.segments.members(workspace, path.segmentId, query);
  }

  @Get('members.csv')
  @Access('profiles:read')
  @Operation({ id: 'exportSegmentMembers', summary: 'Who is in, as a file', file: 'text/csv', problems: [404] })
  export(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: segmentPath }) path: InSegment,
  ): Promise<StreamableFile> {
    return this.segments.exportMembers(workspace, path.segmentId);
  }

  @Get('changes')
  @Access('profiles:read')
  @Operation({
    id: 'listSegmentChanges',
    summary: 'Who entered and who left, latest first',
    answers: changePage,
    problems: [404],
  })
  changes(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: segmentPath }) path: InSegment,
    @Query({ schema: changeQuery }) query: ChangeQuery,
  ): Promise<Page<MembershipChange>> {
    return this.segments.changes(workspace, path.segmentId, query);
  }

  @Get('sizes')
  @Access('definitions:read')
  @Operation({
    id: 'listSegmentSizes',
    summary: 'Its size after each run, oldest first',
    description: 'What changed between two runs counts with the later of them; the last point is what is published.',
    answers: z.array(segmentSize),
    problems: [404],
  })
  sizes(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: segmentPath }) path: InSegment,
  ): Promise<SegmentSize[]> {
    return this.segments.sizes(workspace, path.segmentId);
  }

  @Put('freshness')
  @Access('definitions:write')
  @Operation({
    id: 'setFreshnessTarget',
    summary: 'Sets after how long a segment is late',
    answers: segmentFreshness,
    problems: [404],
  })
  setFreshness(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: segmentPath }) path: InSegment,
    @Body({ schema: freshnessTarget }) body: FreshnessTarget,
  ): Promise<SegmentFreshness> {
    return this.freshness.setTarget(workspace, path.segmentId, body);
  }
}
