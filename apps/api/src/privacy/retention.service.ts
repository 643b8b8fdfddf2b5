import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { countOldEvents } from '@cutline/worker/old-events';
import { retentionCutoff } from '@cutline/worker/retention-cutoff';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { notFound } from '../problem-details/problem.ts';
import { RetentionWorkflowsService } from './retention-workflows.service.ts';
import { deleteRule, listRules, putRule, type RuleRow } from './retention.queries.ts';
import type { NewRetentionRule, RetentionPreview, RetentionRule } from './retention.schemas.ts';

/** How long events of a name are kept; those without a rule are kept for ever. */
@Injectable()
export class RetentionService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly workflows: RetentionWorkflowsService,
  ) {}

  async list(workspace: WorkspaceRow): Promise<RetentionRule[]> {
    return (await listRules(this.database, workspace.id)).map(describeRule);
  }

  async put(workspace: WorkspaceRow, caller: Caller, { action, days }: NewRetentionRule): Promise<RetentionRule> {
    await putRule(this.database, { workspaceId: workspace.id, action, days, createdBy: authorOf(caller) });
    const rule = (await this.list(workspace)).find((each) => each.action === action);
    if (!rule) throw notFound('rule');
    return rule;
  }

  async preview(workspace: WorkspaceRow, { action, days }: NewRetentionRule): Promise<RetentionPreview> {
    const cutoff = await retentionCutoff(this.database, workspace.id, days);
    if (cutoff === null) throw notFound('workspace');
    return {
      before: cutoff,
      events: await countOldEvents(this.clickHouse, { workspace: workspace.number, action, cutoff }),
    };
  }

  /** Throws 404. */
  async remove(workspace: WorkspaceRow, action: string): Promise<void> {
    if (!(await deleteRule(this.database, workspace.id, action))) throw notFound('rule');
  }

  /** Does tonight's work now. Throws 503 where Temporal is away. */
  async apply(workspace: WorkspaceRow): Promise<void> {
    await this.workflows.start(workspace.id);
  }
}

function describeRule({ row, createdBy, nextAt }: RuleRow): RetentionRule {
  const { action, days, createdAt, appliedAt, deleted } = row;
  return {
    action,
    days,
    createdBy,
    createdAt: createdAt.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
    deleted,
    nextAt: new Date(nextAt).toISOString(),
  };
}
