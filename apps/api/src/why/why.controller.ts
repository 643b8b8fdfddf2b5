import { Get, Param, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import { eventPage, type ProfileEvent } from '../profiles/profiles.schemas.ts';
import { EvidenceService } from './evidence.service.ts';
import { evidenceQuery, why, whyPath, type EvidenceQuery, type Why, type WhyPath } from './why.schemas.ts';
import { WhyService } from './why.service.ts';

@WorkspaceResource('why', '/segments/:segmentId/profiles/:profile')
export class WhyController {
  constructor(
    private readonly service: WhyService,
    private readonly evidence: EvidenceService,
  ) {}

  @Get('why')
  @Access('profiles:read')
  @Operation({
    id: 'getWhy',
    summary: 'Why a profile is, or is not, a member, as of the last run',
    answers: why,
    problems: [404, 409],
  })
  why(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: whyPath }) path: WhyPath): Promise<Why> {
    return this.service.of(workspace, path);
  }

  @Get('evidence')
  @Access('profiles:read')
  @Operation({
    id: 'listEvidence',
    summary: 'The events that a condition counts for a profile, latest first',
    answers: eventPage,
    problems: [404, 409],
  })
  events(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: whyPath }) path: WhyPath,
    @Query({ schema: evidenceQuery }) query: EvidenceQuery,
  ): Promise<Page<ProfileEvent>> {
    return this.evidence.list(workspace, path, query);
  }
}
