import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { schema } from '@cutline/postgres';
import type { Definition } from '@cutline/segment-definition';
import type { Workspace } from '../../find-workspace.ts';
import { landBatch, type Landing } from '../../ingestion/land-batch.ts';
import { beginRun } from '../../recompute-workspace/begin-run.ts';
import { executeStep } from '../../recompute-workspace/execute-step.ts';
import { publishRun, type RunResults } from '../../recompute-workspace/publish-run.ts';
import type { RunRequest } from '../../recompute-workspace/run-requests.ts';
import { RunState } from '../../recompute-workspace/run-state.ts';
import { signalRun } from '../../request-recompute/signal-run.ts';
import type { TestWorker } from '../../test-worker.ts';
import type { TestWorkspace } from '../../test-workspace.ts';
import { liveRun, type LiveOutcome } from '../live-run.ts';

export const noon = '2026-03-01T12:00:00.000Z';

/** A workspace in which customers buy, and what runs say of them. Without a worker runs are computed and published by hand, which begins sooner. */
export class LiveStory {
  readonly stage: TestWorkspace;
  readonly worker: TestWorker | null;
  readonly workspace: Workspace;

  constructor(stage: TestWorkspace, worker: TestWorker | null, workspace: Workspace) {
    this.stage = stage;
    this.worker = worker;
    this.workspace = workspace;
  }

  async publish(
    document: { kind: Definition['kind']; name: string; [field: string]: unknown },
    id: string = randomUUID(),
    version = 1,
  ): Promise<string> {
    const { definition, definitionVersion } = schema;
    const { database } = this.stage;
    const row = { id, workspaceId: this.workspace.id, kind: document.kind, name: document.name, version };
    await database.insert(definition).values(row).onConflictDoUpdate({ target: definition.id, set: { version } });
    await database
      .insert(definitionVersion)
      .values({ definitionId: id, version, document: { formatVersion: 2, ...document } });
    return id;
  }

  /** Buyers of the last 30 days above their median, and those who are not; who bought within the last hour. */
  async publishAll() {
    const monthly = await this.publish(purchases({ type: 'last', count: 30, unit: 'day' }));
    const hourly = await this.publish(purchases({ type: 'last', count: 1, unit: 'hour' }));
    const line = await this.publish({
      kind: 'metric',
      name: 'Line',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: monthly },
        population: { type: 'active' },
        statistic: { type: 'quantile', level: 0.5, method: 'linear' },
      },
    });
    const heavy = await this.publish({
      kind: 'segment',
      name: 'Heavy',
      where: moreThan(monthly, { type: 'metric', metric: line }),
    });
    const light = await this.publish({
      kind: 'segment',
      name: 'Light',
      where: { type: 'segment', segment: heavy, is: false },
    });
    const now = await this.publish({
      kind: 'segment',
      name: 'Now',
      where: moreThan(hourly, { type: 'constant', value: 0 }),
    });
    return { monthly, line, heavy, light, now };
  }

  /** Each customer buys so many times. */
  async land(
    origin: string,
    customers: Record<number, number>,
    time = '2026-02-20T10:00:00.000Z',
    more: Partial<Landing> = {},
  ): Promise<void> {
    const events = Object.entries(customers).flatMap(([customer, times]) =>
      Array.from({ length: times }, (_, n) => ({
        action: 'buy',
        time,
        messageId: `${origin}-${customer}-${n}`,
        identifiers: { customId: `c${customer}` },
        revenue: null,
        currency: '',
        orderId: '',
        products: [],
        parameters: {},
      })),
    );
    await landBatch(this.stage, { workspace: this.workspace.number, origin, source: 'test', events, ...more });
  }

  /** What lands with a batch that makes one customer another. */
  merge(from: number, into: number): Pick<Landing, 'identityChanges'> {
    const named = (customer: number) => ({ kind: 'customId', value: `c${customer}` }) as const;
    const said = { by: null, time: noon, messageId: `merge-${from}-${into}` };
    return { identityChanges: [{ type: 'merge', from: named(from), into: named(into), ...said }] };
  }

  /** A run, as of noon where nothing else is said. */
  async run(request: Partial<RunRequest> = {}): Promise<void> {
    if (!this.worker) {
      const { runId, results } = await this.compute(request.asOf ?? noon, request.scope);
      return publishRun(this.stage, runId, results, 1);
    }
    const full: RunRequest = { trigger: 'schedule', requestId: randomUUID(), asOf: noon, ...request };
    await signalRun(this.worker.client, this.worker.taskQueue, { workspaceId: this.workspace.id, ...full });
    await this.worker.client.workflow.result(`recompute-${this.workspace.id}`);
  }

  /** A run up to where it is to be published. */
  async compute(asOf: string, scope: RunRequest['scope'] = 'due'): Promise<{ runId: string; results: RunResults }> {
    const request = { trigger: 'schedule', requestId: 'by hand', asOf, scope } as const;
    const begun = await beginRun(this.stage, this.workspace.id, request);
    const state = new RunState(begun);
    const { runId } = begun;
    for (const step of begun.steps) {
      state.begin(step);
      const { position } = step;
      const input = { runId, position, only: state.computable(step), thresholds: state.thresholdsOf(step) };
      state.completed(step, await executeStep(this.stage, input, { attempt: 1 }));
    }
    return { runId, results: state.results };
  }

  live(asOf: string): Promise<LiveOutcome> {
    return liveRun(this.stage, this.workspace.id, () => Date.parse(asOf));
  }

  async head(id: string): Promise<typeof schema.segmentHead.$inferSelect> {
    const { segmentHead } = schema;
    const [head] = await this.stage.database.select().from(segmentHead).where(eq(segmentHead.definitionId, id));
    return head!;
  }

  runs(): Promise<(typeof schema.run.$inferSelect)[]> {
    const { run } = schema;
    const own = eq(run.workspaceId, this.workspace.id);
    return this.stage.database.select().from(run).where(own).orderBy(run.number);
  }

  /** Entries and exits after the first run, e.g. `c1 entered: new-events`. */
  async changesOf(segment: string): Promise<string[]> {
    const rows = await this.stage.rows<{ customer: string; change: string; reason: string }>(`
      SELECT value AS customer, change, reason
      FROM membership_changes FINAL
        JOIN identifiers ON identifiers.workspace = membership_changes.workspace AND identifiers.profile = membership_changes.profile
      WHERE workspace = ${this.workspace.number} AND segment = '${segment}' AND reason != 'first-run'
      ORDER BY run, customer`);
    return rows.map(({ customer, change, reason }) => `${customer} ${change}: ${reason}`);
  }

  /** Who is in a segment, by what is stored as of its head. */
  async membersOf(segment: string): Promise<string[]> {
    const { run } = await this.head(segment);
    const rows = await this.stage.rows<{ customer: string }>(`SELECT value AS customer
      FROM identifiers
      WHERE workspace = ${this.workspace.number} AND profile IN (
        SELECT arrayJoin(bitmapToArray(members))
        FROM (
          SELECT chunk, members
          FROM memberships
          WHERE workspace = ${this.workspace.number} AND segment = '${segment}' AND run <= ${run}
          ORDER BY chunk, run DESC
          LIMIT 1 BY chunk
        )
      )
      ORDER BY customer`);
    return rows.map(({ customer }) => customer);
  }

  /** Does what is about to change a segment's head, and ends its connection then, as a kill would. Returns the error. */
  async cutOff(segment: string, work: () => Promise<unknown>): Promise<unknown> {
    const { database } = this.stage;
    const { segmentHead } = schema;
    return database.transaction(async (tx) => {
      await tx.select().from(segmentHead).where(eq(segmentHead.definitionId, segment)).for('update');
      const tried = work().then(
        () => undefined,
        (error: unknown) => error,
      );
      await waitFor(async () => {
        const { rowCount } = await database.$client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%segment_head%'`);
        return rowCount === 1;
      });
      return tried;
    });
  }
}

/** How often customers bought in a window. */
export function purchases(window: unknown) {
  return {
    kind: 'aggregate' as const,
    name: `Purchases ${JSON.stringify(window)}`,
    actions: ['buy'],
    aggregator: { type: 'count' },
    window,
  };
}

/** What is said of a customer in a message, but for names nothing that a segment looks at. */
export function said(customer: string, attributes: Record<string, string> = { town: 'Graz' }) {
  const identifiers = { customId: customer };
  return { identifiers, attributes, consents: {}, time: noon, messageId: `said-${customer}` };
}

/** The rule that an aggregate is above something. */
export function moreThan(aggregate: string, operand: unknown) {
  return { type: 'aggregate', aggregate, comparison: { type: 'moreThan', operand } };
}

/** Asks until the answer is yes. */
export async function waitFor(ask: () => Promise<boolean>): Promise<void> {
  await expect.poll(ask, { timeout: 30_000 }).toBe(true);
}
