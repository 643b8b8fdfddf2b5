import { Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import { messagePage, messagePath, messageQuery, sourceHour, sourceMessageDetail } from './messages.schemas.ts';
import type { InMessage, MessageQuery, SourceHour, SourceMessage, SourceMessageDetail } from './messages.schemas.ts';
import { MessagesService } from './messages.service.ts';
import { sourcePath, type InSource } from './sources.schemas.ts';

@WorkspaceResource('sources', '/sources/:sourceId')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Get('messages')
  @Access('sources:read')
  @Operation({
    id: 'listSourceMessages',
    summary: 'What came from a source within a day, newest first',
    description: 'A sample where much comes. What became of each, whose it is, and why it was refused.',
    answers: messagePage,
    problems: [404],
  })
  list(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
    @Query({ schema: messageQuery }) query: MessageQuery,
  ): Promise<Page<SourceMessage>> {
    return this.messages.list(workspace, path.sourceId, query);
  }

  @Get('messages/:message')
  @Access('sources:read')
  @Operation({
    id: 'getSourceMessage',
    summary: 'A message as it came and as it was read',
    answers: sourceMessageDetail,
    problems: [404],
  })
  get(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: messagePath }) path: InMessage,
  ): Promise<SourceMessageDetail> {
    return this.messages.get(workspace, path);
  }

  @Get('hours')
  @Access('sources:read')
  @Operation({
    id: 'listSourceHours',
    summary: 'How much came in each of the last 48 hours, oldest first',
    answers: z.array(sourceHour),
    problems: [404],
  })
  hours(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: sourcePath }) path: InSource): Promise<SourceHour[]> {
    return this.messages.hours(workspace, path.sourceId);
  }
}
