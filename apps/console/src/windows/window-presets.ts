import type { Window } from '@cutline/segment-definition';
import { t } from '../language/messages.ts';

/** Windows that marketers ask for by name. */
export function windowPresets(): { label: string; window: Window }[] {
  const { presets } = t.windows;
  return [
    { label: presets.last30Days, window: { type: 'last', count: 30, unit: 'day' } },
    { label: presets.last90Days, window: { type: 'last', count: 90, unit: 'day' } },
    { label: presets.last365Days, window: { type: 'last', count: 365, unit: 'day' } },
    {
      label: presets.yearBefore,
      window: { type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } },
    },
    { label: presets.thisMonth, window: { type: 'this', unit: 'month' } },
    { label: presets.previousMonth, window: { type: 'previous', unit: 'month' } },
    { label: presets.allTime, window: { type: 'allTime' } },
  ];
}
