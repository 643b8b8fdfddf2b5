import { type Formula } from '@cutline/segment-definition';
import { aggregateValue } from './shape-parts.ts';

export const formulas: [string, Formula][] = [
  [
    'arithmetic',
    {
      type: 'divide',
      left: {
        type: 'subtract',
        left: { type: 'add', left: aggregateValue(1), right: { type: 'number', value: 1 } },
        right: aggregateValue(2),
      },
      right: { type: 'multiply', left: aggregateValue(1), right: { type: 'number', value: 12 } },
    },
  ],
  [
    'several',
    {
      type: 'coalesce',
      of: [
        { type: 'min', of: [aggregateValue(1), aggregateValue(2)] },
        { type: 'max', of: [aggregateValue(1), { type: 'number', value: 0 }] },
      ],
    },
  ],
  [
    'one',
    {
      type: 'abs',
      of: { type: 'round', of: { type: 'floor', of: { type: 'ceil', of: { type: 'ln', of: aggregateValue(2) } } } },
    },
  ],
  [
    'days',
    {
      type: 'daysBetween',
      from: { type: 'attribute', attribute: { name: 'birthday', type: 'datetime' } },
      to: { type: 'asOf' },
    },
  ],
  [
    'if',
    {
      type: 'if',
      left: aggregateValue(1),
      comparison: 'atLeast',
      right: { type: 'number', value: 3 },
      then: aggregateValue(2),
      else: { type: 'attribute', attribute: { name: 'points', type: 'number' } },
    },
  ],
];
