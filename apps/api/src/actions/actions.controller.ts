import { Get } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { action, type Action } from './actions.schemas.ts';
import { ActionsService } from './actions.service.ts';

@WorkspaceResource('actions', '/actions')
export class ActionsController {
  constructor(private readonly actions: ActionsService) {}

  @Get()
  @Access('definitions:read')
  @Operation({
    id: 'listActions',
    summary: 'The catalogue: events by name, and what they carry',
    answers: z.array(action),
  })
  list(@InWorkspace() workspace: WorkspaceRow): Promise<Action[]> {
    return this.actions.list(workspace);
  }
}
