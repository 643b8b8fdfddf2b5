import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { describeRun } from './describe-run.ts';
import { RunRequestsService } from './run-requests.service.ts';
import {
  findRun,
  findRunning,
  listRuns,
  listSteps,
  namedDefinitions,
  sumChanges,
  type RunRow,
} from './runs.queries.ts';
import type { RequestedRun, Run, RunQuery, RunRequest } from './runs.schemas.ts';

const key = z.object({ number: z.int() });

@Injectable()
export class RunsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly requests: RunRequestsService,
  ) {}

  async list(workspace: WorkspaceRow, { limit, cursor, include }: RunQuery): Promise<Page<Run>> {
    const before = decodeCursor(cursor, key)?.number ?? null;
    const live = include === 'live';
    const rows = await listRuns(this.database, workspace.id, { before, live, limit: limit + 1 });
    const page = toPage(rows, limit, ({ number }) => ({ number }));
    const [steps, changes] = await Promise.all([
      listSteps(
        this.database,
        page.items.map(({ id }) => id),
      ),
      sumChanges(
        this.database,
        workspace.id,
        page.items.map(({ number }) => number),
      ),
    ]);
    const byRun = Map.groupBy(steps, ({ runId }) => runId);
    const items = page.items.map((row) =>
      describeRun(row, byRun.get(row.id) ?? [], changes.get(row.number) ?? none, []),
    );
    return { ...page, items };
  }

  /** Throws 404. */
  async get(workspace: WorkspaceRow, id: string): Promise<Run> {
    const row = await this.#find(workspace, id);
    const [steps, changes] = await Promise.all([
      listSteps(this.database, [id]),
      sumChanges(this.database, workspace.id, [row.number]),
    ]);
    const users = [...new Set(steps.flatMap(({ usedBy }) => usedBy ?? []))];
    const definitions = await namedDefinitions(this.database, workspace.id, users);
    return describeRun(row, steps, changes.get(row.number) ?? none, definitions);
  }

  /** Throws 503 where Temporal is away. */
  async request(workspace: WorkspaceRow, { asOf, scope }: RunRequest): Promise<RequestedRun> {
    const running = await findRunning(this.database, workspace.id);
    const instant = asOf === undefined ? undefined : new Date(asOf).toISOString();
    const requestId = await this.requests.request(workspace, 'manual', { asOf: instant, scope });
    return { status: running ? 'queued' : 'started', requestId, asOf: instant ?? null, after: running?.id ?? null };
  }

  /** Asks a run to end; it does so soon after. Throws 404, 409 `run-not-running`, and 503 where Temporal is away. */
  async cancel(workspace: WorkspaceRow, id: string): Promise<Run> {
    const { status, scope } = await this.#find(workspace, id);
    if (scope === 'live')
      throw new Problem(409, 'run-not-running', 'An update between two runs takes a moment; it cannot be cancelled.');
    if (status !== 'running')
      throw new Problem(409, 'run-not-running', 'The run has ended already.', { runStatus: status });
    if (!(await this.requests.cancel(workspace, id)))
      throw new Problem(409, 'run-not-running', 'The run was cut off; the next one takes its place.');
    return this.get(workspace, id);
  }

  async #find(workspace: WorkspaceRow, id: string): Promise<RunRow> {
    const row = await findRun(this.database, workspace.id, id);
    if (!row) throw notFound('run');
    return row;
  }
}

const none = { entered: 0, left: 0 };
