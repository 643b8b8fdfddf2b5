import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { tables } from '@cutline/clickhouse/tables';
import { createTestClickHouse } from '@cutline/embedded/vitest-database';
import type { Definition, EvaluatedWorld } from '@cutline/segment-definition';
import type { ClickHouseClient } from '@clickhouse/client';
import type { BoundaryRow, MetricRow, PlanInput } from '../src/index.ts';
import { scratchKeys } from '../src/scratch.ts';
import { testEvaluation } from './evaluation.ts';
import { id } from './hand-made-definitions.ts';
import { loadWorkspace } from './load-workspace.ts';
import { runPlan } from './run-plan.ts';

/** Runs of small worlds on the real engine, for tests whose answers are worked out by hand. */
export interface HandMadeRuns {
  client: ClickHouseClient;
  /** Writes a world down. Returns the number of its workspace. */
  load(world: Partial<EvaluatedWorld>): Promise<number>;
  /** Computes definitions over a world of its own. By default it is 1 July 2024, 12:00 UTC, and batches up to 10 are read. */
  run(definitions: Definitions, world: Partial<EvaluatedWorld>, changed?: Changed): Promise<Answers>;
  close(): Promise<void>;
}

/** By what the test calls them; they refer to one another by the `id` of that. */
type Definitions = Readonly<Record<string, Definition>>;
type Changed = Parameters<typeof testEvaluation>[0] & Pick<PlanInput, 'bounds'>;

/** By what the test calls the definitions. */
export interface Answers {
  /** Ascending. */
  members: Record<string, number[]>;
  metrics: Record<string, MetricRow>;
  /** Of the segments with a refinement; null where nobody is ranked. */
  lines: Record<string, BoundaryRow | null>;
}

export async function startHandMadeRuns(): Promise<HandMadeRuns> {
  const database = await createTestClickHouse();
  const client = connectClickHouse(database);
  await migrateClickHouse(client);
  let workspace = 0;
  const load = async (world: Partial<EvaluatedWorld>): Promise<number> => {
    workspace += 1;
    await loadWorkspace(client, workspace, { profiles: [], events: [], rates: [], aliases: [], ...world });
    return workspace;
  };
  return {
    client,
    load,
    async run(definitions, world, changed) {
      const all = Object.entries(definitions);
      const input: PlanInput = {
        ...testEvaluation({
          asOf: '2024-07-01T12:00:00Z',
          timeZone: 'UTC',
          hasAliases: world.aliases !== undefined,
          ...changed,
          workspace: await load(world),
        }),
        ...(changed?.bounds && { bounds: changed.bounds }),
        run: 1,
        definitions: new Map(all.map(([name, document]) => [id(name), { version: 1, document }])),
      };
      const { metrics, boundaries } = await runPlan(client, input, { publish: false });
      const scratch = await readScratch(client, input.workspace);
      const byName = <V>(kind: Definition['kind'], answer: (id: string) => V): Record<string, V> => {
        const names = all.flatMap(([name, document]) => (document.kind === kind ? [name] : []));
        return Object.fromEntries(names.map((name) => [name, answer(id(name))]));
      };
      return {
        members: byName('segment', (each) => scratch.get(scratchKeys.segment(each)) ?? []),
        metrics: byName('metric', (each) => metrics.get(each)!),
        lines: byName('segment', (each) => boundaries.get(each) ?? null),
      };
    },
    async close() {
      await client.close();
      await database.drop();
    },
  };
}

/** The profiles of each set in a run's scratch, by key, ascending. */
async function readScratch(client: ClickHouseClient, workspace: number): Promise<Map<string, number[]>> {
  const query = `SELECT key, arraySort(bitmapToArray(groupBitmapMergeState(members))) AS profiles
    FROM ${tables.runBitmaps} WHERE workspace = {workspace:UInt32} GROUP BY key`;
  const result = await client.query({ query, query_params: { workspace }, format: 'JSONEachRow' });
  const rows = await result.json<{ key: string; profiles: number[] }>();
  return new Map(rows.map(({ key, profiles }) => [key, profiles]));
}
