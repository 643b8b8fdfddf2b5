import { testLessons } from '../../test/lessons.ts';
import { by, during } from '../../test/pieces.ts';

testLessons('windows', [
  [
    'an end before the start',
    during({ type: 'between', start: '2026-02-01', end: '2026-01-01' }),
    '/window/end',
    'impossible-window',
    'ends before it begins',
  ],
  [
    'an end at the start',
    during({ type: 'between', start: '2026-02-01', end: '2026-02-01' }),
    '/window/end',
    'impossible-window',
    'nothing lies from 2026-02-01 until before 2026-02-01',
  ],
  [
    'an instant before a date in every zone',
    during({ type: 'between', start: '2026-02-01', end: '2026-01-31T08:00:00Z' }),
    '/window/end',
    'impossible-window',
    'ends before it begins',
  ],
  [
    'a date that does not exist',
    during({ type: 'since', start: '2026-02-30' }),
    '/window/start',
    'invalid',
    'a date such as `1997-01-01`',
  ],
  [
    'an instant with ten digits of a second',
    during({ type: 'since', start: '2026-02-01T00:00:00.0123456789Z' }),
    '/window/start',
    'invalid',
    'not one that exists',
  ],
  [
    'aligned hours',
    during({ type: 'last', count: 3, unit: 'hour', exact: false }),
    '/window/exact',
    'impossible-window',
    'Leave `exact` out.',
  ],
  [
    'aligned days before hours',
    during({ type: 'last', count: 3, unit: 'day', before: { count: 1, unit: 'hour' }, exact: false }),
    '/window/exact',
    'impossible-window',
    'hours',
  ],
  [
    'no hours',
    during({ type: 'allTime', onlyOn: { hours: { from: 8, to: 8 } } }),
    '/window/onlyOn/hours/to',
    'impossible-window',
    'either no time or the whole day',
  ],
  [
    'a weekday twice',
    during({ type: 'allTime', onlyOn: { weekdays: [1, 1] } }),
    '/window/onlyOn/weekdays/1',
    'duplicate',
    'once is enough',
  ],
  [
    'a window in a comparison',
    by('x', 'datetime', { type: 'within', window: { type: 'between', start: '2026-02-01', end: '2026-01-01' } }),
    '/filter/comparison/window/end',
    'impossible-window',
    'ends before',
  ],
]);
