import { type Refinement } from '@cutline/segment-definition';
import { shapeId } from './shape-parts.ts';

export const refinements: [string, Refinement][] = [
  [
    'top 100, exact',
    {
      keep: 'top',
      take: { type: 'count', count: 100 },
      by: { type: 'aggregate', aggregate: shapeId(1) },
      inheritFilters: true,
      ties: { type: 'exact' },
    },
  ],
  [
    'bottom 10 %, with ties, in a window of its own',
    {
      keep: 'bottom',
      take: { type: 'share', percent: 10 },
      by: { type: 'aggregate', aggregate: shapeId(1) },
      window: { type: 'allTime' },
      inheritFilters: false,
      ties: { type: 'include' },
    },
  ],
  [
    'top 5, then by another value',
    {
      keep: 'top',
      take: { type: 'count', count: 5 },
      by: { type: 'expression', expression: shapeId(3) },
      inheritFilters: true,
      ties: { type: 'exact', thenBy: { type: 'aggregate', aggregate: shapeId(2) } },
    },
  ],
];
