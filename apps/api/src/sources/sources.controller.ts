import { Body, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { createdSource, newSource, source, sourceChanges, sourcePage, sourcePath } from './sources.schemas.ts';
import type { CreatedSource, InSource, NewSource, Source, SourceChanges } from './sources.schemas.ts';
import { SourcesService } from './sources.service.ts';

@WorkspaceResource('sources', '/sources')
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  @Get()
  @Access('sources:read')
  @Operation({ id: 'listSources', summary: 'Sites, servers and apps that send events', answers: sourcePage })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Source>> {
    return this.sources.list(workspace, query);
  }

  @Post()
  @Access('sources:write')
  @Operation({ id: 'createSource', summary: 'Creates a source with a write key', answers: createdSource, status: 201 })
  create(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newSource }) body: NewSource,
  ): Promise<CreatedSource> {
    return this.sources.create(workspace, caller, body);
  }

  @Get(':sourceId')
  @Access('sources:read')
  @Operation({ id: 'getSource', summary: 'A source', answers: source, problems: [404] })
  get(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: sourcePath }) path: InSource): Promise<Source> {
    return this.sources.get(workspace, path.sourceId);
  }

  @Patch(':sourceId')
  @Access('sources:write')
  @Operation({
    id: 'changeSource',
    summary: 'Renames a source, switches it off or on, changes its limit or what its pages are told',
    answers: source,
    problems: [404],
  })
  change(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
    @Body({ schema: sourceChanges }) changes: SourceChanges,
  ): Promise<Source> {
    return this.sources.change(workspace, path.sourceId, changes);
  }

  @Delete(':sourceId')
  @Access('sources:write')
  @Operation({
    id: 'deleteSource',
    summary: 'Deletes a source and its keys',
    description:
      'Whatever still uses one of its keys is refused. Events that came from it stay; those that wait still land.',
    problems: [404],
  })
  remove(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: sourcePath }) path: InSource): Promise<void> {
    return this.sources.remove(workspace, path.sourceId);
  }
}
