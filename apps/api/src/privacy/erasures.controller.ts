import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { erasure, erasurePage, erasurePath, erasurePreview, newErasure } from './erasures.schemas.ts';
import type { Erasure, ErasurePreview, NewErasure } from './erasures.schemas.ts';
import { ErasuresService } from './erasures.service.ts';

type OfErasure = { erasure: string };

@WorkspaceResource('privacy', '/erasures')
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @Get()
  @Access('privacy:write')
  @Operation({ id: 'listErasures', summary: 'Erasures with their receipts, latest first', answers: erasurePage })
  list(@InWorkspace() workspace: WorkspaceRow, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Erasure>> {
    return this.erasures.list(workspace, query);
  }

  @Post()
  @Access('privacy:write')
  @Operation({
    id: 'erasePerson',
    summary: 'Erases a person everywhere',
    description:
      'Everything of whom the identifier names goes, from every store, and cannot be brought back. From the answer on nothing new of them is ' +
      'taken, by any of their identifiers, until the erasure is released. Totals that were published stay.',
    answers: erasure,
    status: 202,
    problems: [409, 422],
  })
  erase(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newErasure }) body: NewErasure,
  ): Promise<Erasure> {
    return this.erasures.erase(workspace, caller, body);
  }

  @Post('preview')
  @Access('privacy:write')
  @Operation({
    id: 'previewErasure',
    summary: 'Whom an erasure would be about, and what would be lost',
    answers: erasurePreview,
    status: 200,
    problems: [422],
  })
  preview(
    @InWorkspace() workspace: WorkspaceRow,
    @Body({ schema: newErasure }) body: NewErasure,
  ): Promise<ErasurePreview> {
    return this.erasures.preview(workspace, body);
  }

  @Get(':erasure')
  @Access('privacy:write')
  @Operation({ id: 'getErasure', summary: 'An erasure and its receipt', answers: erasure, problems: [404] })
  get(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: erasurePath }) path: OfErasure): Promise<Erasure> {
    return this.erasures.get(workspace, path.erasure);
  }

  @Post(':erasure/release')
  @Access('privacy:write')
  @Operation({
    id: 'releaseErasure',
    summary: 'Lets an erased person’s identifiers in again',
    description: 'What was erased does not come back. What is sent from now on is taken.',
    answers: erasure,
    status: 200,
    problems: [404, 409],
  })
  release(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Param({ schema: erasurePath }) path: OfErasure,
  ): Promise<Erasure> {
    return this.erasures.release(workspace, caller, path.erasure);
  }

  @Post(':erasure/retry')
  @Access('privacy:write')
  @Operation({
    id: 'retryErasure',
    summary: 'Tries a failed erasure again',
    answers: erasure,
    status: 202,
    problems: [404],
  })
  retry(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: erasurePath }) path: OfErasure): Promise<Erasure> {
    return this.erasures.retry(workspace, path.erasure);
  }
}
