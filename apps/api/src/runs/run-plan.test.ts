import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Definition } from '@cutline/segment-definition';
import { schema } from '@cutline/postgres';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { RunPlan } from './run-plan.schemas.ts';

let api: TestApi;
let metric: string;
let versions: Record<string, number>;
beforeAll(async () => {
  api = await createTestApi();
  const publish = async (body: Definition): Promise<string> => {
    const path = `/api/v1/workspaces/${api.workspace.id}/definitions`;
    const answer = await api.call<{ id: string }>('POST', path, { key: api.key, body });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const common = { formatVersion: 2 } as const;
  const aggregate = await publish({
    ...common,
    kind: 'aggregate',
    name: 'Purchases',
    actions: ['transaction.charge'],
    aggregator: { type: 'count' },
    window: { type: 'last', count: 30, unit: 'day' },
  });
  metric = await publish({
    ...common,
    kind: 'metric',
    name: 'Line',
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate },
      population: { type: 'active' },
      statistic: { type: 'quantile', level: 0.7, method: 'linear' },
    },
  });
  const segment = await publish({
    ...common,
    kind: 'segment',
    name: 'Heavy buyers',
    where: {
      type: 'aggregate',
      aggregate,
      comparison: { type: 'moreThan', operand: { type: 'metric', metric } },
    },
  });
  versions = { [aggregate]: 1, [metric]: 1, [segment]: 1 };
});
afterAll(() => api.drop());

const recorded: [(typeof schema.runStep.$inferInsert)['kind'], string][] = [
  ['base', 'Known profiles'],
  ['metrics', 'Line'],
  ['leaves', '1 rule on transaction.charge'],
  ['segments', 'Heavy buyers'],
  ['publish', 'Publish'],
];

let numbers = 0;
async function makeRun(steps: typeof recorded): Promise<string> {
  const number = (numbers += 1);
  const asOf = new Date('2026-03-01T12:00:00Z');
  const [run] = await api.database
    .insert(schema.run)
    .values({
      workspaceId: api.workspace.id,
      number,
      trigger: 'manual',
      status: 'completed',
      asOf,
      known: 4,
      versions,
      settings: { timeZone: 'America/New_York', currency: 'USD', includeAnonymous: false },
    })
    .returning({ id: schema.run.id });
  const rows = steps.map(([kind, title], position) => ({
    runId: run!.id,
    position,
    kind,
    title,
    status: 'completed' as const,
  }));
  if (rows.length > 0) await api.database.insert(schema.runStep).values(rows);
  return run!.id;
}
const plan = (run: string, query = '') =>
  api.call<RunPlan>('GET', `/api/v1/workspaces/${api.workspace.id}/runs/${run}/plan${query}`, { key: api.key });

it('gives a run’s steps with their SQL, as it was planned', async () => {
  const id = await makeRun(recorded);
  const { status, body } = await plan(id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ runId: id, number: 1, scope: 'full', asOf: '2026-03-01T12:00:00.000Z', known: 4 });
  expect(body.steps.map(({ kind, title }) => [kind, title])).toEqual(recorded.slice(0, -1));
  const [base, metrics, leaves, segments] = body.steps;
  expect(base!.statements).toMatchObject([{ purpose: 'compute', definitionId: null, thresholds: {} }]);
  expect(base!.statements[0]!.sql).toContain('INSERT INTO');
  expect(Object.values(base!.statements[0]!.parameters)).toContain(api.workspace.number);
  expect(metrics!.statements[0]!.sql).toMatch(/^\s*(WITH|SELECT)/);
  expect(leaves!.statements.flatMap(({ thresholds }) => Object.values(thresholds))).toContain(metric);
  expect(segments!.statements.length).toBeGreaterThan(0);
});

it('gives one step where one is asked for, and none for the step that publishes', async () => {
  const id = await makeRun(recorded);
  const { steps } = (await plan(id, '?step=2')).body;
  expect(steps.map(({ position, kind }) => [position, kind])).toEqual([[2, 'leaves']]);
  expect((await plan(id, '?step=4')).body.steps).toEqual([]);
  expect((await plan(id, '?step=x')).status).toBe(422);
});

it('says so where the run had other steps than would be planned today', async () => {
  const other = await makeRun(recorded.toSpliced(2, 1, ['leaves', '2 rules on product.view']));
  expect(await plan(other)).toMatchObject({ status: 409, body: { code: 'plan-changed' } });
  const fewer = await makeRun(recorded.toSpliced(1, 1));
  expect(await plan(fewer)).toMatchObject({ status: 409, body: { code: 'plan-changed' } });
  expect(await plan(await makeRun([]))).toMatchObject({ status: 409, body: { code: 'no-plan' } });
});
