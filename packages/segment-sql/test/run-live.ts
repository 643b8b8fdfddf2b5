import type { ClickHouseClient } from '@clickhouse/client';
import {
  bindThresholds,
  causes,
  compileLive,
  compileLiveCounts,
  compileLiveMemberships,
  compileLooked,
  compileMerges,
  concernedSegments,
  mergesOf,
  type Looked,
  type LookedRow,
  type MergeRow,
  type MetricValues,
  type PlanInput,
  type Statement,
} from '../src/index.ts';

/** Carries out a live run as the worker does, against what metrics were before. To at most `few` profiles what happened is told by number. */
export async function runLive(
  client: ClickHouseClient,
  input: PlanInput,
  { values, few }: { values: MetricValues; few: number },
): Promise<void> {
  const write = async (statement: Statement): Promise<void> => {
    await client.command(bindThresholds(statement, values));
  };
  const rows = async <Row>(statement: Statement): Promise<Row[]> =>
    (await client.query({ ...bindThresholds(statement, values), format: 'JSONEachRow' })).json<Row>();
  const found = await rows<LookedRow>(compileLooked(input, few));
  const happened = new Set(found.map(({ cause }) => cause));
  const definitions = new Map([...input.definitions].map(([id, { document }]) => [id, document]));
  const ids = concernedSegments(happened, definitions);
  const segments = ids.map((id) => ({ definition: id, version: input.definitions.get(id)!.version }));
  const looked = lookedAt(found, few);
  if (looked !== 'found' && input.hasAliases) {
    const profiles = [...looked.touched, ...looked.slid];
    looked.merges = mergesOf(await rows<MergeRow>(compileMerges(profiles, input, 10_000)), profiles);
  }
  const { changes, base } = compileLive(segments, looked, input);
  for (const statement of changes) await write(statement);
  if (happened.has(causes.names) || happened.has(causes.aliases)) await write(base);
  const changed = (await rows<{ segment: string }>(compileLiveCounts(ids, input))).map(({ segment }) => segment);
  if (changed.length > 0) await write(compileLiveMemberships(changed, input));
}

function lookedAt(found: readonly LookedRow[], few: number): Looked {
  const everybody = found.find(({ why }) => why === '');
  if (Number(everybody?.count ?? 0) > few) return 'found';
  const of = (why: string): number[] => [...new Set(found.flatMap((row) => (row.why === why ? row.profiles : [])))];
  return { touched: of('touched'), slid: of('slid') };
}
