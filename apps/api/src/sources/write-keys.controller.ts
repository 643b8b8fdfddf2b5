import { Delete, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { sourcePath, type InSource } from './sources.schemas.ts';
import { writeKey, writeKeyInFull, writeKeyPath } from './write-keys.schemas.ts';
import type { InWriteKey, WriteKey, WriteKeyInFull } from './write-keys.schemas.ts';
import { WriteKeysService } from './write-keys.service.ts';

@WorkspaceResource('sources', '/sources/:sourceId/write-keys')
export class WriteKeysController {
  constructor(private readonly keys: WriteKeysService) {}

  @Get()
  @Access('sources:read')
  @Operation({
    id: 'listWriteKeys',
    summary: 'Keys of a source, newest first; those revoked within 30 days at the end',
    answers: z.array(writeKey),
    problems: [404],
  })
  list(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: sourcePath }) path: InSource): Promise<WriteKey[]> {
    return this.keys.list(workspace, path.sourceId);
  }

  @Post()
  @Access('sources:write')
  @Operation({
    id: 'createWriteKey',
    summary: 'Makes a further key, so that it can take the place of another',
    description: 'At most 5 hold at the same time.',
    answers: writeKeyInFull,
    status: 201,
    problems: [404, 409],
  })
  create(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: sourcePath }) path: InSource,
  ): Promise<WriteKeyInFull> {
    return this.keys.create(workspace, path.sourceId);
  }

  // Whoever has a key can send in the source's name, so it takes more than seeing that there is one.
  @Get(':writeKeyId')
  @Access('sources:write')
  @Operation({ id: 'getWriteKey', summary: 'A key in full', answers: writeKeyInFull, problems: [404, 409] })
  get(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: writeKeyPath }) path: InWriteKey,
  ): Promise<WriteKeyInFull> {
    return this.keys.get(workspace, path);
  }

  @Delete(':writeKeyId')
  @Access('sources:write')
  @Operation({ id: 'revokeWriteKey', summary: 'Revokes a key: whoever uses it is refused', problems: [404] })
  revoke(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: writeKeyPath }) path: InWriteKey): Promise<void> {
    return this.keys.revoke(workspace, path);
  }
}
