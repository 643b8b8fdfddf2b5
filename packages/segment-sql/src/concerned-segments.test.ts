import type { Definition } from '@cutline/segment-definition';
import { expect, it } from 'vitest';
import { concernedSegments } from './concerned-segments.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const spend: Definition = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['buy'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};
const segment = (name: string, where: Extract<Definition, { kind: 'segment' }>['where']): Definition => ({
  formatVersion: 2,
  kind: 'segment',
  name,
  where,
});
const definitions = new Map<string, Definition>([
  [id(1), spend],
  [
    id(2),
    segment('Buyers', {
      type: 'aggregate',
      aggregate: id(1),
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 0 } },
    }),
  ],
  [id(3), segment('Others', { type: 'segment', segment: id(2), is: false })],
  [id(4), segment('Viewers', { type: 'event', actions: ['view'], window: { type: 'last', count: 7, unit: 'day' } })],
  [id(5), segment('Wants mail', { type: 'consent', channel: 'mail', is: true })],
  [
    id(6),
    segment('Of age', {
      type: 'attribute',
      attribute: { name: 'age', type: 'number' },
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 17 } },
    }),
  ],
]);

it('what happened concerns the segments that look at it, themselves or through what they refer to', () => {
  const of = (...causes: string[]): string[] => concernedSegments(new Set(causes), definitions);
  expect(of()).toEqual([]);
  expect(of('event:buy')).toEqual([id(2), id(3)]);
  expect(of('event:view', 'value:age')).toEqual([id(4), id(6)]);
  expect(of('value:mail')).toEqual([id(5)]);
  expect(of('event:mail')).toEqual([]);
  expect(of('names')).toEqual([id(2), id(3), id(4), id(5), id(6)]);
  expect(of('aliases')).toHaveLength(5);
});
