import { Body, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { LocationsService } from './locations.service.ts';
import {
  changedLocation,
  importLocation,
  importLocationPage,
  locationPath,
  newLocation,
  objectsQuery,
  placePage,
} from './places.schemas.ts';
import type { ChangedLocation, Location, NewLocation, PlacePage } from './places.schemas.ts';

type AtLocation = { locationId: string };

/** Places to import from: buckets with an S3 interface. */
@WorkspaceResource('imports', '/import-locations')
export class LocationsController {
  constructor(private readonly locations: LocationsService) {}

  @Get()
  @Access('sources:read')
  @Operation({ id: 'listImportLocations', summary: 'Buckets to import from', answers: importLocationPage })
  list(
    @InWorkspace() workspace: WorkspaceRow,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<Location>> {
    return this.locations.list(workspace, query);
  }

  @Post()
  @Access('sources:write')
  @Operation({
    id: 'createImportLocation',
    summary: 'Adds a bucket that can be read',
    answers: importLocation,
    status: 201,
  })
  create(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newLocation }) body: NewLocation,
  ): Promise<Location> {
    return this.locations.create(workspace, caller, body);
  }

  @Patch(':locationId')
  @Access('sources:write')
  @Operation({
    id: 'changeImportLocation',
    summary: 'Changes a bucket',
    description: 'Another endpoint needs the secret again.',
    answers: importLocation,
    problems: [404],
  })
  change(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: locationPath }) path: AtLocation,
    @Body({ schema: changedLocation }) body: ChangedLocation,
  ): Promise<Location> {
    return this.locations.change(workspace, path.locationId, body);
  }

  @Delete(':locationId')
  @Access('sources:write')
  @Operation({ id: 'removeImportLocation', summary: 'Forgets a bucket and its secret', problems: [404] })
  remove(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: locationPath }) path: AtLocation): Promise<void> {
    return this.locations.remove(workspace, path.locationId);
  }

  @Get(':locationId/objects')
  @Access('events:write')
  @Operation({ id: 'listImportObjects', summary: 'What is in a bucket', answers: placePage, problems: [404, 422] })
  browse(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: locationPath }) path: AtLocation,
    @Query({ schema: objectsQuery }) query: { prefix: string; cursor?: string },
  ): Promise<PlacePage> {
    return this.locations.browse(workspace, path.locationId, query.prefix, query.cursor);
  }
}
