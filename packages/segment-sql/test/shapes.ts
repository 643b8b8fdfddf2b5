import {
  comparisonsOf,
  formatVersion,
  type Aggregate,
  type Definition,
  type ValueType,
} from '@cutline/segment-definition';
import { aggregators, filters, windows } from './shape-aggregates.ts';
import { comparisonsFor } from './shape-comparisons.ts';
import { conditions } from './shape-conditions.ts';
import { formulas } from './shape-formulas.ts';
import { measures } from './shape-measures.ts';
import {
  aggregateValue,
  aggregateWith,
  constant,
  isSet,
  lastYear,
  parameterOf,
  segmentWith,
  shapeId,
  webOnly,
} from './shape-parts.ts';
import { refinements } from './shape-refinements.ts';

/** A definition of which one construct is the point, with what it refers to. `point` is what is looked at. */
export interface Shape {
  name: string;
  definitions: Map<string, Definition>;
  point: string;
}

/** What the shapes refer to. */
const around: [string, Definition][] = [
  [shapeId(1), aggregateWith({ type: 'sum', parameter: parameterOf.money })],
  [shapeId(2), aggregateWith({ type: 'last', parameter: parameterOf.number })],
  [
    shapeId(3),
    {
      formatVersion,
      kind: 'expression',
      name: 'Expression',
      formula: { type: 'coalesce', of: [aggregateValue(2), { type: 'number', value: 1 }] },
    },
  ],
  [shapeId(4), segmentWith({ type: 'consent', channel: 'email', is: true })],
  [shapeId(5), { formatVersion, kind: 'metric', name: 'Metric', measure: measures[0]![1] }],
  [shapeId(6), aggregateWith({ type: 'last', parameter: parameterOf.string })],
];

const point = shapeId(9);
const shape = (name: string, document: Definition, more: [string, Definition][] = []): Shape => ({
  name,
  definitions: new Map([...around, ...more, [point, document]]),
  point,
});
const ruleOn = (name: string, aggregate: Aggregate): Shape =>
  shape(name, segmentWith({ type: 'aggregate', aggregate: shapeId(8), comparison: isSet }), [[shapeId(8), aggregate]]);

/** Every construct once, by group: a group is a file of reviewed SQL. */
export const shapes: Record<string, Shape[]> = {
  aggregators: [
    ...aggregators.map((each) =>
      ruleOn(`${each.type}${'parameter' in each ? ` of ${each.parameter.name}` : ''}`, aggregateWith(each)),
    ),
    ...aggregators.map((each) =>
      ruleOn(
        `${each.type}${'parameter' in each ? ` of ${each.parameter.name}` : ''}, distinct orders`,
        aggregateWith(each, { distinctBy: { name: 'orderId', type: 'string' } }),
      ),
    ),
  ],
  windows: windows.map((window) => ruleOn(JSON.stringify(window), aggregateWith({ type: 'count' }, { window }))),
  filters: filters.map(([name, filter]) => ruleOn(name, aggregateWith({ type: 'count' }, { filter }))),
  comparisons: (Object.keys(comparisonsOf) as ValueType[]).flatMap((type) =>
    comparisonsFor(type).map((comparison) =>
      shape(
        `${type} ${comparison.type}`,
        segmentWith({ type: 'attribute', attribute: { name: 'attribute', type }, comparison }),
      ),
    ),
  ),
  conditions: conditions.map(([name, segment]) => shape(name, segment)),
  formulas: formulas.map(([name, formula]) =>
    shape(
      name,
      segmentWith({
        type: 'expression',
        expression: shapeId(8),
        comparison: { type: 'moreThan', operand: constant(1) },
      }),
      [[shapeId(8), { formatVersion, kind: 'expression', name: 'Expression', formula }]],
    ),
  ),
  metrics: measures.map(([name, measure]) => shape(name, { formatVersion, kind: 'metric', name: 'Metric', measure })),
  refinements: refinements.map(([name, refine]) =>
    shape(
      name,
      segmentWith({ type: 'event', actions: ['transaction.charge'], window: lastYear, filter: webOnly }, { refine }),
    ),
  ),
};
