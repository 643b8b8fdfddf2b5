import { connectClickHouse, migrateClickHouse, type EventRow } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { evaluate, evaluateCondition, walkConditions, type EvaluationResult } from '@cutline/segment-definition';
import type { ClickHouseClient } from '@clickhouse/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generatedWorkspace, type GeneratedWorkspace } from '../test/generate-workspace.ts';
import { runPlan } from '../test/run-plan.ts';
import {
  bindThresholds,
  compileMembers,
  compileSegmentPreview,
  type MetricValues,
  type SegmentPreviewRow,
} from './index.ts';

/** Ten definitions each. */
const workspaces = Number(process.env['CUTLINE_CASES'] ?? 30);

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

let workspace = 0;

it('SQL on the real engine and the reference evaluator agree on members, metrics and changes', async () => {
  const seed = Number(process.env['CUTLINE_SEED'] ?? Date.now() % 2 ** 31);
  await fc.assert(fc.asyncProperty(generatedWorkspace, agree), { numRuns: workspaces, seed, endOnFailure: false });
}, 600_000);

async function agree(generated: GeneratedWorkspace): Promise<void> {
  workspace += 1;
  await load(generated);
  const definitions = new Map(
    [...generated.definitions].map(([id, document]) => [id, { version: 1, document }] as const),
  );
  let before = new Map<string, Set<number>>();
  // The last evaluation comes twice: saying the same again must change nothing.
  const evaluations = [...generated.evaluations, generated.evaluations.at(-1)!];
  for (const [index, { asOf, known }] of evaluations.entries()) {
    const run = index + 1;
    const clocks = { asOf, known, timeZone: generated.timeZone };
    const meaning = evaluate(generated.definitions, generated.profiles, generated.events, clocks);
    const result = await runPlan(client, { ...clocks, workspace, run, definitions });

    const metrics = [...meaning.metrics].map(([id, { value, profiles, below, on, above }]) => {
      return [
        id,
        { value: value?.toFixed() ?? null, profiles: `${profiles}`, below: `${below}`, on: `${on}`, above: `${above}` },
      ];
    });
    expect(Object.fromEntries(result.metrics)).toEqual(Object.fromEntries(metrics));
    for (const [id, members] of meaning.segments) {
      expect(await membersOf(id, run)).toEqual([...members].sort((a, b) => a - b));
      const last = before.get(id) ?? new Set();
      const changes = { entered: members.difference(last).size, left: last.difference(members).size };
      expect(result.segments.get(id)).toEqual({
        members: `${members.size}`,
        entered: `${changes.entered}`,
        left: `${changes.left}`,
      });
      expect(await changesOf(id, run)).toEqual(changes);
    }
    if (index === 0) {
      const thresholds = new Map([...result.metrics].map(([id, row]) => [id, row.value] as const));
      await previewsAgree(generated, clocks, meaning, thresholds);
    }
    before = meaning.segments;
  }
}

/** The last segment refers to the others: their members are taken from what the first run published, or from their rules. */
async function previewsAgree(
  { definitions, profiles }: GeneratedWorkspace,
  clocks: { asOf: number; known: number; timeZone: string },
  meaning: EvaluationResult,
  thresholds: MetricValues,
): Promise<void> {
  const [id, document] = [...definitions].at(-1)!;
  if (document.kind !== 'segment') throw new Error('The last definition is a segment');
  const base = profiles.filter((each) => each.batch <= clocks.known).map((each) => each.profile);
  const counts = [...walkConditions(document.where)].map(([, node]) => {
    const holds = (profile: number): boolean =>
      evaluateCondition(node, {
        aggregate: (each) => meaning.aggregates.get(each)!.get(profile)!.value,
        metric: (each) => meaning.metrics.get(each)!.value,
        isMember: (each) => meaning.segments.get(each)!.has(profile),
      });
    return `${base.filter(holds).length}`;
  });
  const members = meaning.segments.get(id)!.size;
  const published = new Map([...meaning.segments.keys()].map((each) => [each, 1] as const));
  for (const heads of [published, new Map<string, number>()]) {
    const { statement } = compileSegmentPreview(document, { ...clocks, workspace, definitions, heads });
    const result = await client.query({ ...bindThresholds(statement, thresholds), format: 'JSONEachRow' });
    const [row] = await result.json<SegmentPreviewRow>();
    expect(row).toMatchObject({ base: `${base.length}`, members: `${members}`, counts });
  }
}

async function membersOf(id: string, run: number): Promise<number[]> {
  const statement = bindThresholds(compileMembers({ id, run, workspace }, { after: 0, limit: 1000 }), new Map());
  const rows = await (await client.query({ ...statement, format: 'JSONEachRow' })).json<{ profile: number }>();
  return rows.map((row) => row.profile);
}

async function changesOf(segment: string, run: number): Promise<{ entered: number; left: number }> {
  const query = `SELECT toUInt32(countIf(change = 'entered')) AS entered, toUInt32(countIf(change = 'left')) AS left
    FROM membership_changes FINAL WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND run = {run:UInt64}`;
  const result = await client.query({ query, query_params: { workspace, segment, run }, format: 'JSONEachRow' });
  const [row] = await result.json<{ entered: number; left: number }>();
  return row!;
}

async function load({ profiles, events }: GeneratedWorkspace): Promise<void> {
  const values = events.map((event, index): EventRow => {
    const time = new Date(event.time).toISOString();
    const row = {
      workspace,
      action: event.action,
      time,
      profile: event.profile,
      message_id: `${index}`,
      received_at: time,
    };
    const { batch, revenue, parameters } = event;
    return { ...row, batch, source: 'test', revenue, currency: 'EUR', order_id: '', products: [], parameters };
  });
  const settings = { max_partitions_per_insert_block: '0' };
  if (values.length > 0)
    await client.insert({ table: 'events', values, format: 'JSONEachRow', clickhouse_settings: settings });
  const known = profiles.map((each) => ({ workspace, ...each }));
  if (known.length > 0) await client.insert({ table: 'known_profiles', values: known, format: 'JSONEachRow' });
}
