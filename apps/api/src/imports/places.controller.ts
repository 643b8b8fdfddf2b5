import { Body, Get, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { importFile } from './imports.schemas.ts';
import type { Import } from './imports.schemas.ts';
import { folderContents, folderQuery, fromBucket, fromFolder } from './places.schemas.ts';
import type { FolderContents } from './places.schemas.ts';
import { PlacesService } from './places.service.ts';

/** Imports of files that nobody needs to upload. */
@WorkspaceResource('imports')
export class PlacesController {
  constructor(private readonly places: PlacesService) {}

  @Get('import-folder')
  @Access('events:write')
  @Operation({
    id: 'listImportFolder',
    summary: 'What is in the folder to import from',
    answers: folderContents,
    problems: [422],
  })
  folder(
    @InWorkspace() _workspace: WorkspaceRow,
    @Query({ schema: folderQuery }) query: { path: string },
  ): Promise<FolderContents> {
    return this.places.folder(query.path);
  }

  @Post('imports/from-folder')
  @Access('events:write')
  @Operation({
    id: 'importFromFolder',
    summary: 'Takes a file of the folder to import from',
    answers: importFile,
    status: 201,
    problems: [413],
  })
  fromFolder(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: fromFolder }) body: { path: string },
  ): Promise<Import> {
    return this.places.fromFolder(workspace, caller, body.path);
  }

  @Post('imports/from-bucket')
  @Access('events:write')
  @Operation({
    id: 'importFromBucket',
    summary: 'Fetches a file from a bucket',
    answers: importFile,
    status: 202,
    problems: [404, 413],
  })
  fromBucket(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: fromBucket }) body: { locationId: string; key: string },
  ): Promise<Import> {
    return this.places.fromBucket(workspace, caller, body.locationId, body.key);
  }
}
