import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { RunRequestsService } from './run-requests.service.ts';
import { findRun, findRunning, listRuns, listSteps, sumChanges, type RunRow, type RunStepRow } from './runs.queries.ts';
import type { RequestedRun, Run, RunRequest, RunStep } from './runs.schemas.ts';

const key = z.object({ number: z.int() });

@Injectable()
export class RunsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly requests: RunRequestsService,
  ) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Run>> {
    const before = decodeCursor(cursor, key)?.number ?? null;
    const rows = await listRuns(this.database, workspace.id, before, limit + 1);
    const page = toPage(rows, limit, ({ number }) => ({ number }));
    return { ...page, items: await this.#describe(workspace, page.items) };
  }

  /** Throws 404. */
  async get(workspace: WorkspaceRow, id: string): Promise<Run> {
    const row = await findRun(this.database, workspace.id, id);
    if (!row) throw notFound('run');
    const [run] = await this.#describe(workspace, [row]);
    return run!;
  }

  /** Throws 503 where Temporal is away. */
  async request(workspace: WorkspaceRow, { asOf }: RunRequest): Promise<RequestedRun> {
    const running = await findRunning(this.database, workspace.id);
    const instant = asOf === undefined ? undefined : new Date(asOf).toISOString();
    const requestId = await this.requests.request(workspace, 'manual', instant);
    return { status: running ? 'queued' : 'started', requestId, asOf: instant ?? null, after: running?.id ?? null };
  }

  async #describe(workspace: WorkspaceRow, rows: RunRow[]): Promise<Run[]> {
    const [steps, changes] = await Promise.all([
      listSteps(
        this.database,
        rows.map(({ id }) => id),
      ),
      sumChanges(
        this.database,
        workspace.id,
        rows.map(({ number }) => number),
      ),
    ]);
    const byRun = Map.groupBy(steps, ({ runId }) => runId);
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      trigger: row.trigger,
      status: row.status,
      asOf: row.asOf.toISOString(),
      known: row.known,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      error: row.error ?? null,
      steps: (byRun.get(row.id) ?? []).map(stepOf),
      changes: changes.get(row.number) ?? { entered: 0, left: 0 },
    }));
  }
}

function stepOf({ position, kind, title, definitionId, status, error, startedAt, finishedAt }: RunStepRow): RunStep {
  return {
    position,
    kind,
    title,
    definitionId,
    status,
    error: error ?? null,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
