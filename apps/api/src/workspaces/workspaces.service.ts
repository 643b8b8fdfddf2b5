import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { RunRequestsService } from '../runs/run-requests.service.ts';
import { SchedulesService } from '../schedules/schedules.service.ts';
import { RemovalsService } from './removals.service.ts';
import {
  findWorkspace,
  hasBatches,
  insertWorkspace,
  loadTotals,
  markWorkspaceDeleted,
  updateWorkspace,
  type WorkspaceTotals,
} from './workspaces.queries.ts';
import type { NewWorkspace, Workspace, WorkspaceChanges, WorkspaceRemoval } from './workspaces.schemas.ts';

const nothing: WorkspaceTotals = { profiles: 0, events: 0, known: 0 };

@Injectable()
export class WorkspacesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly schedules: SchedulesService,
    private readonly removals: RemovalsService,
    private readonly runs: RunRequestsService,
  ) {}

  async describe(row: WorkspaceRow): Promise<Workspace> {
    const [workspace] = await this.describeAll([row]);
    return workspace!;
  }

  async describeAll(rows: WorkspaceRow[]): Promise<Workspace[]> {
    const totals = await loadTotals(
      this.database,
      rows.map(({ number }) => number),
    );
    return rows.map(
      ({
        id,
        organisationId,
        name,
        timeZone,
        currency,
        includeAnonymous,
        demo,
        recomputeEvery,
        createdAt,
        number,
      }) => ({
        id,
        organisationId,
        name,
        timeZone,
        currency,
        includeAnonymous,
        demo,
        recomputeEvery,
        createdAt: createdAt.toISOString(),
        ...(totals.get(number) ?? nothing),
      }),
    );
  }

  /** The one with this id, or none. */
  async describeById(id: string): Promise<Workspace[]> {
    const row = await findWorkspace(this.database, id);
    return row ? this.describeAll([row]) : [];
  }

  async create(organisationId: string, values: NewWorkspace): Promise<Workspace> {
    const row = await this.database.transaction((transaction) =>
      insertWorkspace(transaction, { organisationId, ...values }),
    );
    await this.schedules.ensureSoon(row);
    return this.describe(row);
  }

  /** Throws 409 `currency-in-use` where amounts have come in already: their sums would speak of another currency overnight. */
  async change(row: WorkspaceRow, changes: WorkspaceChanges): Promise<Workspace> {
    if (Object.keys(changes).length === 0) return this.describe(row);
    if (
      changes.currency !== undefined &&
      changes.currency !== row.currency &&
      (await hasBatches(this.database, row.number))
    ) {
      const detail = `The currency stays ${row.currency}: there are events or exchange rates already. Make another workspace for ${changes.currency}.`;
      throw new Problem(409, 'currency-in-use', detail, { currency: row.currency });
    }
    const changed = await updateWorkspace(this.database, row.id, changes);
    if (changed.recomputeEvery !== row.recomputeEvery) await this.schedules.ensureSoon(changed);
    // Windows begin and end at midnight of the zone, and everyone in the base can be a member.
    const another = changed.timeZone !== row.timeZone || changed.includeAnonymous !== row.includeAnonymous;
    if (another || changed.currency !== row.currency) await this.runs.requestSoon(changed, 'publish');
    return this.describe(changed);
  }

  /** Throws 422 where the confirmation is not the workspace's name. */
  async remove(row: WorkspaceRow, { confirm }: WorkspaceRemoval): Promise<Workspace> {
    if (confirm !== row.name) {
      throw new Problem(422, 'not-confirmed', 'To confirm, give the workspace’s name exactly.', {
        errors: [{ path: '/confirm', message: 'This is not the name of the workspace.', code: 'not_confirmed' }],
      });
    }
    const described = await this.describe(row);
    if (!(await markWorkspaceDeleted(this.database, row.id))) throw notFound('workspace');
    await this.removals.startSoon(row.id);
    return described;
  }
}
