import { type Segment } from '@cutline/segment-definition';
import { constant, lastYear, segmentWith, shapeId, webOnly } from './shape-parts.ts';

export const conditions: [string, Segment][] = [
  [
    'compared with a metric',
    segmentWith({
      type: 'aggregate',
      aggregate: shapeId(1),
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: shapeId(5) } },
    }),
  ],
  [
    'compared with an aggregate',
    segmentWith({
      type: 'aggregate',
      aggregate: shapeId(1),
      comparison: { type: 'moreThan', operand: { type: 'aggregate', aggregate: shapeId(2) } },
    }),
  ],
  [
    'attribute compared with an expression',
    segmentWith({
      type: 'attribute',
      attribute: { name: 'limit', type: 'number' },
      comparison: { type: 'atMost', operand: { type: 'expression', expression: shapeId(3) } },
    }),
  ],
  [
    'event',
    segmentWith({
      type: 'event',
      actions: ['page.view', 'product.view'],
      window: lastYear,
      filter: webOnly,
      times: { type: 'between', from: constant(2), to: constant(5) },
    }),
  ],
  [
    'sequence',
    segmentWith({
      type: 'sequence',
      steps: [
        { actions: ['cart.add'] },
        { actions: ['checkout'] },
        { actions: ['transaction.charge'], filter: webOnly },
      ],
      within: { count: 2, unit: 'day' },
      without: { actions: ['cart.remove'] },
      window: lastYear,
    }),
  ],
  ['consent', segmentWith({ type: 'not', of: { type: 'consent', channel: 'email', is: true } })],
  [
    'segment, anonymous profiles included',
    segmentWith(
      {
        type: 'any',
        of: [
          { type: 'segment', segment: shapeId(4), is: true },
          { type: 'segment', segment: shapeId(4), is: false },
        ],
      },
      { includeAnonymous: true },
    ),
  ],
];
