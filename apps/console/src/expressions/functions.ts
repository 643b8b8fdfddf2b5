import type { Insertable } from './completion.ts';

const icon = 'i-lucide-square-function';
const call = (label: string, about: string, inside = ''): Insertable => ({
  label,
  text: `${label}(${inside})`,
  icon,
  about,
  back: inside.length + 1,
});

/** What formulas of a customer and of metrics can call. */
export const numberFunctions: Insertable[] = [
  call('if', 'if(a > b, then, else)'),
  call('min', 'the least of several'),
  call('max', 'the greatest of several'),
  call('coalesce', 'the first that has a value'),
  call('round', 'to the nearest whole number'),
  call('floor', 'to the whole number below'),
  call('ceil', 'to the whole number above'),
  call('abs', 'without its sign'),
  call('ln', 'natural logarithm'),
];

/** What only formulas of a customer can call: they know instants. */
export const dateFunctions: Insertable[] = [
  call('daysBetween', 'calendar days from one instant to another', ', asOf'),
  { label: 'asOf', text: 'asOf', icon: 'i-lucide-clock', about: 'the instant it speaks about' },
];
