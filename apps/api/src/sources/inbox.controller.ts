import { Get, Inject } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { countWaiting } from './inbox.queries.ts';
import { inbox, type Inbox } from './messages.schemas.ts';

@WorkspaceResource('sources', '/inbox')
export class InboxController {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  @Get()
  @Access('sources:read')
  @Operation({ id: 'getInbox', summary: 'How many accepted messages wait to land', answers: inbox })
  async get(@InWorkspace() workspace: WorkspaceRow): Promise<Inbox> {
    const waiting = await countWaiting(this.database, workspace.number);
    const oldest = Math.min(...waiting.map((each) => each.oldest.getTime()));
    return {
      messages: waiting.reduce((sum, { messages }) => sum + messages, 0),
      oldest: waiting.length === 0 ? null : new Date(oldest).toISOString(),
      sources: waiting.map(({ source, messages }) => ({ source, messages })),
    };
  }
}
