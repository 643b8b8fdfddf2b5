import { connectClickHouse, migrateClickHouse, type EventRow } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { evaluate } from '@cutline/segment-definition';
import type { ClickHouseClient } from '@clickhouse/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generatedWorkspace, type GeneratedWorkspace } from '../test/generate-workspace.ts';
import { runPlan } from '../test/run-plan.ts';
import { bindThresholds, compileMembers } from './index.ts';

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
  const definitions = new Map([...generated.definitions].map(([id, document]) => [id, { version: 1, document }] as const));
  let before = new Map<string, Set<number>>();
  // The last evaluation comes twice: saying the same again must change nothing.
  const evaluations = [...generated.evaluations, generated.evaluations.at(-1)!];
  for (const [index, { asOf, known }] of evaluations.entries()) {
    const run = index + 1;
    const clocks = { asOf, known, timeZone: generated.timeZone };
    const meaning = evaluate(generated.definitions, generated.profiles, generated.events, clocks);
    const result = await runPlan(client, { ...clocks, workspace, run, definitions });

    const metrics = [...meaning.metrics].map(([id, { value, profiles, below, on, above }]) => {
      return [id, { value: value?.toFixed() ?? null, profiles: `${profiles}`, below: `${below}`, on: `${on}`, above: `${above}` }];
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
    before = meaning.segments;
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
    const row = { workspace, action: event.action, time, profile: event.profile, message_id: `${index}`, received_at: time };
    const { batch, revenue, parameters } = event;
    return { ...row, batch, source: 'test', revenue, currency: 'EUR', order_id: '', products: [], parameters };
  });
  const settings = { max_partitions_per_insert_block: '0' };
  if (values.length > 0) await client.insert({ table: 'events', values, format: 'JSONEachRow', clickhouse_settings: settings });
  const known = profiles.map((each) => ({ workspace, ...each }));
  if (known.length > 0) await client.insert({ table: 'known_profiles', values: known, format: 'JSONEachRow' });
}

