import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { ErasureWorkflowsService } from './erasure-workflows.service.ts';
import { listRunningErasures } from './erasures.queries.ts';
import { RetentionWorkflowsService } from './retention-workflows.service.ts';
import { listDueRetention } from './retention.queries.ts';

/** What the housekeeping sees to: erasures that could not be begun, and rules whose night has come. */
@Injectable()
export class PendingPrivacyService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly erasures: ErasureWorkflowsService,
    private readonly retention: RetentionWorkflowsService,
  ) {}

  /** Throws what Temporal throws where it is away. What runs already is left alone. */
  async start(): Promise<void> {
    for (const { id, workspaceId } of await listRunningErasures(this.database))
      await this.erasures.start(workspaceId, id);
    for (const { id } of await listDueRetention(this.database)) await this.retention.start(id);
  }
}
