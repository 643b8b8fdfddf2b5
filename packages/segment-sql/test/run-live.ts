import type { ClickHouseClient } from '@clickhouse/client';
import {
  bindThresholds,
  causes,
  compileLive,
  compileLiveCounts,
  compileLiveMemberships,
  compileLooked,
  concernedSegments,
  type Looked,
  type LookedRow,
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
  const { changes, base } = compileLive(segments, lookedAt(found, few), input);
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
