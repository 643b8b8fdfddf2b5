import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import type { Page } from '../pagination/page.ts';
import { TemporalService } from '../temporal/temporal.service.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Run } from './runs.schemas.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const path = (rest = '') => `/api/v1/workspaces/${api.workspace.id}/runs${rest}`;
const get = <T>(rest: string) => api.call<T>('GET', path(rest), { key: api.key });
const cancel = (id: string) => api.call<Run & { runStatus?: string }>('POST', path(`/${id}/cancel`), { key: api.key });

let numbers = 0;
async function makeRun(values: Partial<typeof schema.run.$inferInsert>): Promise<string> {
  const [run] = await api.database
    .insert(schema.run)
    .values({
      workspaceId: api.workspace.id,
      number: (numbers += 1),
      trigger: 'schedule',
      status: 'completed',
      asOf: new Date('2026-03-01T12:00:00Z'),
      known: 4,
      finishedAt: new Date(),
      ...values,
    })
    .returning({ id: schema.run.id });
  return run!.id;
}

describe('the list of runs', () => {
  it('leaves updates between runs out, unless they are asked for', async () => {
    const full = await makeRun({ scope: 'full' });
    const live = await makeRun({ scope: 'live', trigger: 'events' });
    const due = await makeRun({ scope: 'due' });
    const runs = await get<Page<Run>>('');
    expect(runs.body.items.map(({ id, scope }) => [id, scope])).toEqual([
      [due, 'due'],
      [full, 'full'],
    ]);
    const first = await get<Page<Run>>('?include=live&limit=2');
    expect(first.body.items.map(({ id, scope, trigger }) => [id, scope, trigger])).toEqual([
      [due, 'due', 'schedule'],
      [live, 'live', 'events'],
    ]);
    const rest = await get<Page<Run>>(`?include=live&limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body.items.map(({ id }) => id)).toEqual([full]);
    expect((await get('?include=dead')).status).toBe(422);
  });
});

describe('a run’s steps', () => {
  it('say what they took, and who uses what they computed', async () => {
    const names = Array.from({ length: 22 }, (_, at) => `Segment ${String.fromCharCode(97 + at)}`);
    const { id: workspaceId } = api.workspace;
    const users = await api.database
      .insert(schema.definition)
      .values(names.toReversed().map((name) => ({ workspaceId, kind: 'segment' as const, name, version: 1 })))
      .returning({ id: schema.definition.id, name: schema.definition.name });
    const runId = await makeRun({});
    const step = { runId, title: 'Step', status: 'completed' as const };
    await api.database.insert(schema.runStep).values([
      { ...step, position: 0, kind: 'base' },
      {
        ...step,
        position: 1,
        kind: 'leaves',
        usedBy: users.map(({ id }) => id),
        rowsRead: 5_000_000_000,
        bytesRead: 12,
        peakMemory: 34,
      },
      { ...step, position: 2, kind: 'segments', usedBy: [users[0]!.id] },
    ]);
    const { body } = await get<Run>(`/${runId}`);
    expect(body.steps).toMatchObject([
      { usedBy: null, rowsRead: null, bytesRead: null, peakMemory: null },
      { usedBy: { definitions: 22 }, rowsRead: 5_000_000_000, bytesRead: 12, peakMemory: 34 },
      { usedBy: { definitions: 1, named: [{ id: users[0]!.id, kind: 'segment', name: 'Segment v' }] } },
    ]);
    expect(body.steps[1]!.usedBy!.named.map(({ name }) => name)).toEqual(names.slice(0, 20));
    const listed = (await get<Page<Run>>('?limit=1')).body.items[0]!;
    expect(listed.steps[1]!.usedBy).toEqual({ definitions: 22, named: [] });
  });
});

describe('cancelling', () => {
  it('signals the workspace’s workflow, which ends the run', async () => {
    await api.call('POST', path(), { key: api.key, body: {} });
    const id = await makeRun({ status: 'running', finishedAt: null });
    const { status, body } = await cancel(id);
    expect(status).toBe(202);
    expect(body).toMatchObject({ id, status: 'running' });
    const history = await api.application
      .get(TemporalService)
      .call((client) => client.workflow.getHandle(`recompute-${api.workspace.id}`).fetchHistory());
    const signals = (history.events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
      signal?.signalName === 'cancelRun'
        ? [JSON.parse(Buffer.from(signal.input?.payloads?.[0]?.data ?? '').toString()) as unknown]
        : [],
    );
    expect(signals).toEqual([id]);
  });

  it('is refused where nothing is under way', async () => {
    const ended = await makeRun({ status: 'failed' });
    expect(await cancel(ended)).toMatchObject({ status: 409, body: { code: 'run-not-running', runStatus: 'failed' } });
    const live = await makeRun({ status: 'running', scope: 'live' });
    expect(await cancel(live)).toMatchObject({ status: 409, body: { code: 'run-not-running' } });
    expect((await cancel('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is refused where the run was cut off and no workflow is there to end it', async () => {
    const other = await api.makeOrganisation();
    const id = await makeRun({ workspaceId: other.workspace.id, status: 'running' });
    const key = await api.makeKey(other.workspace.id);
    const answer = await api.call('POST', `/api/v1/workspaces/${other.workspace.id}/runs/${id}/cancel`, { key });
    expect(answer).toMatchObject({ status: 409, body: { code: 'run-not-running' } });
  });
});
