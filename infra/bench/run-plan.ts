import {
  bindThresholds,
  compileBaseDifference,
  compileDifferences,
  planRun,
  rulesKeyOf,
  type ComparedSegment,
  type MetricOfStepRow,
  type MetricValues,
  type PublishedDefinition,
  type SegmentRow,
  type Statement,
  type StoredStream,
} from '@cutline/segment-sql';
import type { Meter } from './meter.ts';
import { timeZone, workspace } from './story.ts';

/** A run of the plan: everything for everybody. */
export interface FullRun {
  definitions: ReadonlyMap<string, PublishedDefinition>;
  /** UTC milliseconds. */
  asOf: number;
  known: number;
  run: number;
  streams: ReadonlyMap<string, StoredStream>;
}

/** Segments that are compared by one statement, which names all of them. */
const segmentsAtOnce = 50;
const noValues: MetricValues = new Map();

/**
 * Carries out a full run as the worker does, without what it notes in PostgreSQL. All that the benchmark knows of plans is in this file.
 *
 * @returns the metrics' values
 */
export async function runPlan(meter: Meter, run: FullRun): Promise<MetricValues> {
  const values = new Map<string, string | null>();
  const write = async (statements: Statement[]): Promise<void> => {
    for (const statement of statements) await meter.command(...bound(statement, values));
  };
  for (const step of planRun(inputOf(run)).steps) {
    switch (step.kind) {
      case 'timelines':
      case 'touched':
        throw new Error(`A full run over timelines that lack nothing has no step ${step.kind}`);
      case 'base':
        await write(step.statements);
        break;
      case 'leaves':
        await write(step.statements('all'));
        break;
      case 'metrics':
        for (const { metric, value } of await meter.rows<MetricOfStepRow>(...bound(step.statement, values)))
          values.set(metric, value);
        break;
      case 'segments':
        await write(step.statements('all'));
        for (const { refine, boundary } of step.segments) {
          if (refine) await write([refine]);
          if (boundary) await meter.rows(...bound(boundary, values));
        }
    }
  }
  await publish(meter, run);
  await meter.command('ALTER TABLE run_bitmaps DROP PARTITION ({workspace:UInt32}, {run:UInt64})', {
    workspace,
    run: run.run,
  });
  return values;
}

/** Writes what differs between the members in a run's scratch and the last memberships; says for each segment how many. */
export async function publish(meter: Meter, run: FullRun): Promise<SegmentRow[]> {
  const comparison = { ...inputOf(run), published: run.run, noted: false, at: run.asOf, live: false, held: false };
  const compared = comparedSegments(run);
  const rows: SegmentRow[] = [];
  for (let at = 0; at < compared.length; at += segmentsAtOnce) {
    const differences = compileDifferences(compared.slice(at, at + segmentsAtOnce), comparison);
    await meter.command(...bound(differences.memberships, noValues));
    await meter.command(...bound(differences.changes, noValues));
    // They compare with the memberships before, whose rows have a lower number.
    rows.push(...(await meter.rows<SegmentRow>(...bound(differences.counts, noValues))));
  }
  await meter.command(...bound(compileBaseDifference(comparison), noValues));
  return rows;
}

function inputOf(run: FullRun) {
  return {
    ...run,
    workspace,
    timeZone,
    currency: 'EUR',
    includeAnonymous: false,
    hasRates: false,
    hasAliases: false,
    scope: 'full' as const,
  };
}

function comparedSegments({ definitions }: FullRun): ComparedSegment[] {
  return [...definitions].flatMap(([id, { version, document }]) =>
    document.kind === 'segment'
      ? [
          {
            definition: id,
            version,
            rulesKey: rulesKeyOf({ id, segment: document }),
            reason: 'recomputed',
            explained: true,
          },
        ]
      : [],
  );
}

function bound(statement: Statement, values: MetricValues): Parameters<Meter['command']> {
  const { query, query_params } = bindThresholds(statement, values);
  return [query, query_params];
}
