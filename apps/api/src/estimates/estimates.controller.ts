import { Body, Post, Res } from '@nestjs/common';
import type { Language } from '@cutline/segment-definition';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { InLanguage } from '../language/in-language.decorator.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { estimate, estimateRequest, type Estimate, type EstimateRequest } from './estimates.schemas.ts';
import { EstimatesService } from './estimates.service.ts';

@WorkspaceResource('previews')
export class EstimatesController {
  constructor(private readonly estimates: EstimatesService) {}

  @Post('estimates')
  @Access('profiles:read')
  @Operation({
    id: 'estimate',
    summary: 'What a definition would add to each full run, without publishing it',
    description: 'On top of what is computed for the published definitions anyway. Nothing is computed for it.',
    answers: estimate,
    problems: [404],
    spoken: true,
  })
  estimate(
    @InWorkspace() workspace: WorkspaceRow,
    @Body({ schema: estimateRequest }) body: EstimateRequest,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Estimate> {
    void reply.header('content-language', language);
    return this.estimates.estimate(workspace, body, language);
  }
}
