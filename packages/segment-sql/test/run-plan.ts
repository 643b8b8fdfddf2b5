import type { ClickHouseClient } from '@clickhouse/client';
import {
  bindThresholds,
  planRun,
  type BoundaryRow,
  type MetricRow,
  type PlanInput,
  type SegmentRow,
  type Statement,
} from '../src/index.ts';

/** What a run of a plan came to, as the engine says. */
export interface PlanResult {
  metrics: Map<string, MetricRow>;
  segments: Map<string, SegmentRow>;
  /** Of the segments with a refinement; null where nobody is ranked. */
  boundaries: Map<string, BoundaryRow | null>;
}

/**
 * Carries out a plan step by step, as the worker does, but with nothing recorded in Postgres. With `publish: false` members stay in the
 * run's scratch, which is quicker.
 */
export async function runPlan(
  client: ClickHouseClient,
  input: PlanInput,
  { publish }: { publish: boolean } = { publish: true },
): Promise<PlanResult> {
  const result: PlanResult = { metrics: new Map(), segments: new Map(), boundaries: new Map() };
  const bound = (statement: Statement) => {
    const values = new Map([...result.metrics].map(([id, row]) => [id, row.value] as const));
    const { query, query_params } = bindThresholds(statement, values);
    return { query, query_params: { ...query_params, reason: 'recomputed' } };
  };
  const row = async <Row>(statement: Statement): Promise<Row | undefined> => {
    const [first] = await (await client.query({ ...bound(statement), format: 'JSONEachRow' })).json<Row>();
    return first;
  };
  for (const step of planRun(input).steps) {
    switch (step.kind) {
      case 'base':
      case 'leaves':
        await client.command(bound(step.statement));
        break;
      case 'metric':
        result.metrics.set(step.definition, (await row<MetricRow>(step.statement))!);
        break;
      case 'segment': {
        const { compute, refine, boundary, memberships, changes, counts } = step.statements;
        await client.command(bound(compute));
        if (refine) await client.command(bound(refine));
        if (boundary) result.boundaries.set(step.definition, (await row<BoundaryRow>(boundary)) ?? null);
        if (!publish) break;
        for (const statement of [memberships, changes]) await client.command(bound(statement));
        // The counts compare with the membership before this run, whose rows have a lower number.
        result.segments.set(step.definition, (await row<SegmentRow>(counts))!);
      }
    }
  }
  return result;
}
