import { Get, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { streamPage } from './streams.schemas.ts';
import type { Stream } from './streams.schemas.ts';
import { StreamsService } from './streams.service.ts';

@WorkspaceResource('runs', '/streams')
export class StreamsController {
  constructor(private readonly streams: StreamsService) {}

  @Get()
  @Access('runs:read')
  @Operation({
    id: 'listStreams',
    summary: 'Streams whose timelines runs read instead of events',
    description: 'The worker makes them for what published definitions count often enough.',
    answers: streamPage,
  })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Stream>> {
    return this.streams.list(workspace, query);
  }
}
