import type { Aggregate, Definition, Segment } from '@cutline/segment-definition';
import {
  compileCountedEvents,
  compileProfileValues,
  compileSegmentPreview,
  compileWhy,
  compileDifferences,
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
  const steps = planRun({
    ...input,
    run: 3,
    definitions,
    scope: 'full',
    earlier: { asOf: input.asOf - 86_400_000, known: 9, published: 2 },
  }).steps.flatMap((step): [string, Statement][] => {
    switch (step.kind) {
      case 'timelines':
        return [];
      case 'base':
        return [['base', step.statements[0]!]];
      case 'leaves':
        return [['leaves', step.statements('all')[0]!]];
      case 'segments':
        return [['refine', step.segments[0]!.refine!]];
      default:
        return [[step.kind, step.statement]];
    }
  });
  const segment = {
    definition: shapeId(2),
    version: 1,
    rulesKey: 'rules',
    reason: 'first-run',
    explained: true,
    patched: false,
  };
  const { changes } = compileDifferences([segment], {
    ...input,
    run: 3,
    published: 3,
    at: input.asOf,
    noted: true,
    held: false,
  });
  const preview = { ...input, definitions: documents, heads: new Map([[shapeId(2), 3]]) };
  return [
    ...steps,
    ['changes', changes],
    ['preview of a segment', compileSegmentPreview(best, preview).statement],
    ['why', compileWhy(best, 42, preview).statement],
    ['values of a profile', compileProfileValues([{ type: 'aggregate', aggregate: shapeId(1) }], 42, documents, input)],
    ['evidence', compileCountedEvents(revenue, 42, { before: null, limit: 20 }, input)],
  ];
}
