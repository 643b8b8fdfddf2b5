import { Body, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { newRetentionRule, retentionPreview, retentionRule, rulePath } from './retention.schemas.ts';
import type { NewRetentionRule, RetentionPreview, RetentionRule } from './retention.schemas.ts';
import { RetentionService } from './retention.service.ts';

@WorkspaceResource('privacy', '/retention-rules')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get()
  @Access('workspace:admin')
  @Operation({
    id: 'listRetentionRules',
    summary: 'How long events are kept, by their name',
    description: 'Events without a rule are kept for ever.',
    answers: z.array(retentionRule),
  })
  list(@InWorkspace() workspace: WorkspaceRow): Promise<RetentionRule[]> {
    return this.retention.list(workspace);
  }

  @Put()
  @Access('workspace:admin')
  @Operation({
    id: 'putRetentionRule',
    summary: 'Says how long events of a name are kept',
    description: 'From the next night on older ones are deleted, every night. Deleted events cannot be brought back.',
    answers: retentionRule,
  })
  put(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newRetentionRule }) body: NewRetentionRule,
  ): Promise<RetentionRule> {
    return this.retention.put(workspace, caller, body);
  }

  @Post('preview')
  @Access('workspace:admin')
  @Operation({
    id: 'previewRetentionRule',
    summary: 'How many events a rule would delete now',
    answers: retentionPreview,
    status: 200,
  })
  preview(
    @InWorkspace() workspace: WorkspaceRow,
    @Body({ schema: newRetentionRule }) body: NewRetentionRule,
  ): Promise<RetentionPreview> {
    return this.retention.preview(workspace, body);
  }

  @Post('apply')
  @Access('workspace:admin')
  @Operation({
    id: 'applyRetentionRules',
    summary: 'Deletes now what the rules would delete tonight',
    status: 202,
  })
  apply(@InWorkspace() workspace: WorkspaceRow): Promise<void> {
    return this.retention.apply(workspace);
  }

  @Delete(':action')
  @Access('workspace:admin')
  @Operation({
    id: 'deleteRetentionRule',
    summary: 'Keeps events of a name for ever from now on',
    problems: [404],
  })
  remove(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: rulePath }) path: { action: string }): Promise<void> {
    return this.retention.remove(workspace, path.action);
  }
}
