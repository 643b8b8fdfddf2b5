import type { Aggregate, Definition, Segment } from '@cutline/segment-definition';
import {
  compileCountedEvents,
  compileProfileValues,
  compileSegmentPreview,
  compileWhy,
  planRun,
  type Evaluation,
  type Statement,
} from '../src/index.ts';
import { aggregateWith, shapeId } from './shape-parts.ts';

const revenue = aggregateWith({ type: 'sum', parameter: { name: 'revenue', type: 'money' } }) as Aggregate;
const best: Segment = {
  formatVersion: 2,
  kind: 'segment',
  name: 'Best',
  where: { type: 'consent', channel: 'email', is: true },
  refine: {
    keep: 'top',
    take: { type: 'count', count: 100 },
    by: { type: 'aggregate', aggregate: shapeId(1) },
    inheritFilters: false,
    ties: { type: 'exact' },
  },
};
const buyers: Definition = {
  formatVersion: 2,
  kind: 'metric',
  name: 'Buyers',
  measure: {
    type: 'events',
    actions: revenue.actions,
    window: revenue.window,
    distinctBy: { name: 'orderId', type: 'string' },
    population: { type: 'segment', segment: shapeId(2) },
    aggregator: { type: 'distinctProfiles' },
  },
};

/** Every kind of statement that reads rows of numbers, in a workspace in which numbers count for other profiles. */
export function aliasStatements(evaluation: Evaluation): [string, Statement][] {
  const documents = new Map<string, Definition>([
    [shapeId(1), revenue],
    [shapeId(2), best],
    [shapeId(3), buyers],
  ]);
  const input = { ...evaluation, hasAliases: true };
  const definitions = new Map([...documents].map(([id, document]) => [id, { version: 1, document }]));
  const steps = planRun({ ...input, run: 3, definitions }).steps.flatMap((step): [string, Statement][] => {
    if (step.kind === 'timelines') return [];
    if (step.kind !== 'segments') return [[step.kind, step.statement]];
    return [
      ['refine', step.segments[0]!.refine!],
      ['changes', step.statements.changes],
    ];
  });
  const preview = { ...input, definitions: documents, heads: new Map([[shapeId(2), 3]]) };
  return [
    ...steps,
    ['preview of a segment', compileSegmentPreview(best, preview).statement],
    ['why', compileWhy(best, 42, preview).statement],
    ['values of a profile', compileProfileValues([{ type: 'aggregate', aggregate: shapeId(1) }], 42, documents, input)],
    ['evidence', compileCountedEvents(revenue, 42, { before: null, limit: 20 }, input)],
  ];
}
