import { Get } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { catalogue, type Catalogue } from './catalogue.schemas.ts';
import { CatalogueService } from './catalogue.service.ts';

@WorkspaceResource('catalogue', '/catalogue')
export class CatalogueController {
  constructor(private readonly catalogue: CatalogueService) {}

  // Examples are people's data.
  @Get()
  @Access('profiles:read')
  @Operation({
    id: 'getCatalogue',
    summary: 'Events, parameters, attributes and consents that really came in',
    description: 'Counts are of all events; parameters are those of some events of each action, of its latest days.',
    answers: catalogue,
  })
  get(@InWorkspace() workspace: WorkspaceRow): Promise<Catalogue> {
    return this.catalogue.get(workspace);
  }
}
