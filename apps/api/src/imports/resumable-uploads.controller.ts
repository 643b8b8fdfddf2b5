import { Delete, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { importPath } from './imports.schemas.ts';
import { ResumableUploadsService } from './resumable-uploads.service.ts';

type InImport = { importId: string };

const version = { name: 'Tus-Resumable', required: true, schema: { type: 'string' as const, enum: ['1.0.0'] } };
const number = { type: 'integer' as const, minimum: 0 };

/** Uploads that go on where they were cut off: the tus protocol, 1.0.0, with `creation` and `termination`. */
@WorkspaceResource('imports', '/imports/uploads')
export class ResumableUploadsController {
  constructor(private readonly uploads: ResumableUploadsService) {}

  @Post()
  @Access('events:write')
  @ApiHeader(version)
  @ApiHeader({ name: 'Upload-Length', required: true, schema: number, description: 'Bytes of the file.' })
  @ApiHeader({
    name: 'Upload-Metadata',
    required: false,
    schema: { type: 'string' },
    description: 'The file’s name: `filename` and its name in base64.',
  })
  @Operation({
    id: 'createUpload',
    summary: 'Begins an upload that can be cut off and go on (tus 1.0.0)',
    description: 'The header `Location` says where its parts go; the last part of it is the import’s id.',
    status: 201,
    problems: [400, 413, 507],
  })
  create(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.uploads.create(workspace, caller, request, reply);
  }

  @Head(':importId')
  @Access('events:write')
  offset(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: importPath }) path: InImport,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.uploads.offset(workspace, path.importId, request, reply);
  }

  @Patch(':importId')
  @Access('events:write')
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  @ApiHeader(version)
  @ApiHeader({ name: 'Upload-Offset', required: true, schema: number, description: 'Bytes that are there already.' })
  @Operation({ id: 'appendUpload', summary: 'Sends a part of a file (tus 1.0.0)', problems: [400, 404, 409, 415] })
  append(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: importPath }) path: InImport,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.uploads.append(workspace, path.importId, request, reply);
  }

  @Delete(':importId')
  @Access('events:write')
  @Operation({ id: 'stopUpload', summary: 'Gives an upload up, and what was sent of it', problems: [404] })
  stop(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: importPath }) path: InImport): Promise<void> {
    return this.uploads.stop(workspace, path.importId);
  }
}
