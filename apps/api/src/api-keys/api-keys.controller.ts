import { Body, Delete, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { apiKey, apiKeyPath, createdApiKey, newApiKey } from './api-keys.schemas.ts';
import type { ApiKey, CreatedApiKey, NewApiKey } from './api-keys.schemas.ts';
import { ApiKeysService } from './api-keys.service.ts';

@WorkspaceResource('api keys', '/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Access('workspace:admin')
  @Operation({ id: 'listApiKeys', summary: 'The API keys of a workspace', answers: z.array(apiKey) })
  list(@InWorkspace() workspace: WorkspaceRow): Promise<ApiKey[]> {
    return this.keys.list(workspace);
  }

  @Post()
  @Access('workspace:admin')
  @Operation({
    id: 'createApiKey',
    summary: 'Creates an API key; its secret is shown this once',
    answers: createdApiKey,
    status: 201,
  })
  create(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newApiKey }) body: NewApiKey,
  ): Promise<CreatedApiKey> {
    return this.keys.create(workspace, caller, body);
  }

  @Delete(':apiKeyId')
  @Access('workspace:admin')
  @Operation({ id: 'deleteApiKey', summary: 'Ends an API key', problems: [404] })
  remove(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: apiKeyPath }) path: { apiKeyId: string },
  ): Promise<void> {
    return this.keys.remove(workspace, path.apiKeyId);
  }
}
