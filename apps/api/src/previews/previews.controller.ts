import { Body, Get, Param, Post, Res } from '@nestjs/common';
import type { Language } from '@cutline/segment-definition';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { definitionPath } from '../definitions/definitions.schemas.ts';
import { InLanguage } from '../language/in-language.decorator.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { disconnectSignal } from './disconnect.ts';
import { HistogramsService } from './histograms.service.ts';
import { distribution, preview, previewRequest } from './previews.schemas.ts';
import type { Distribution, Preview, PreviewRequest } from './previews.schemas.ts';
import { PreviewsService } from './previews.service.ts';

@WorkspaceResource('previews')
export class PreviewsController {
  constructor(
    private readonly previews: PreviewsService,
    private readonly histograms: HistogramsService,
  ) {}

  @Post('previews')
  @Access('profiles:read')
  @Operation({
    id: 'preview',
    summary: 'What a definition would give, without publishing it',
    description: 'A request in the same `slot` cancels the one before, which answers 409 `superseded`.',
    answers: preview,
    problems: [409],
    spoken: true,
  })
  preview(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: previewRequest }) body: PreviewRequest,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Preview> {
    void reply.header('content-language', language);
    return this.previews.preview(workspace, caller, body, language, disconnectSignal(reply));
  }

  @Get('definitions/:definitionId/histogram')
  @Access('profiles:read')
  @Operation({
    id: 'getHistogram',
    summary: 'How the values of a published metric or aggregate are distributed, as of its last run',
    answers: distribution,
    problems: [404, 409],
  })
  histogram(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: definitionPath }) path: { definitionId: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Distribution> {
    return this.histograms.histogram(workspace, path.definitionId, disconnectSignal(reply));
  }
}
