import type { ClickHouseClient } from '@clickhouse/client';
import {
  bindThresholds,
  planRun,
  type BoundaryRow,
  type MetricOfStepRow,
  type MetricRow,
  type PlanInput,
  type SegmentRow,
  type Statement,
} from '../src/index.ts';

/** What a run of a plan came to, as the engine says. */
export interface PlanResult {
  metrics: Map<string, MetricRow>;
  segments: Map<string, Omit<SegmentRow, 'segment'>>;
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
    return bindThresholds(statement, values);
  };
  const rows = async <Row>(statement: Statement): Promise<Row[]> =>
    (await client.query({ ...bound(statement), format: 'JSONEachRow' })).json<Row>();
  for (const step of planRun(input).steps) {
    switch (step.kind) {
      case 'timelines':
        throw new Error('Tests keep timelines themselves');
      case 'base':
      case 'leaves':
        await client.command(bound(step.statement));
        break;
      case 'metrics':
        for (const { metric, ...row } of await rows<MetricOfStepRow>(step.statement)) result.metrics.set(metric, row);
        break;
      case 'segments': {
        const { rules, memberships, changes, counts } = step.statements;
        await client.command(bound(rules));
        for (const { definition, refine, boundary } of step.segments) {
          if (refine) await client.command(bound(refine));
          if (boundary) result.boundaries.set(definition, (await rows<BoundaryRow>(boundary))[0] ?? null);
        }
        if (!publish) break;
        const reasons = step.segments.map(() => 'recomputed');
        for (const statement of [memberships, changes]) {
          const { query, query_params } = bound(statement);
          await client.command({ query, query_params: { ...query_params, reasons } });
        }
        // The counts compare with the membership before this run, whose rows have a lower number.
        for (const { segment, ...row } of await rows<SegmentRow>(counts)) result.segments.set(segment, row);
      }
    }
  }
  return result;
}
