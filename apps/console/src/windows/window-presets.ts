import type { Window } from '@cutline/segment-definition';

/** Windows that marketers ask for by name. */
export const windowPresets: { label: string; window: Window }[] = [
  { label: 'Last 30 days', window: { type: 'last', count: 30, unit: 'day' } },
  { label: 'Last 90 days', window: { type: 'last', count: 90, unit: 'day' } },
  { label: 'Last 365 days', window: { type: 'last', count: 365, unit: 'day' } },
  {
    label: 'The year before that',
    window: { type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } },
  },
  { label: 'This month', window: { type: 'this', unit: 'month' } },
  { label: 'Previous month', window: { type: 'previous', unit: 'month' } },
  { label: 'All time', window: { type: 'allTime' } },
];
