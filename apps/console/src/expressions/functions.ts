import { t } from '../language/messages.ts';
import type { Insertable } from './completion.ts';

type Called = Exclude<keyof typeof t.expressions.functions, 'asOf'>;

const call = (label: Called, inside = ''): Insertable => ({
  label,
  text: `${label}(${inside})`,
  icon: 'i-lucide-square-function',
  about: t.expressions.functions[label],
  back: inside.length + 1,
});

/** What formulas of a customer and of metrics can call. */
export function numberFunctions(): Insertable[] {
  const names: Called[] = ['if', 'min', 'max', 'coalesce', 'round', 'floor', 'ceil', 'abs', 'ln'];
  return names.map((name) => call(name));
}

/** What only formulas of a customer can call: they know instants. */
export function dateFunctions(): Insertable[] {
  return [
    call('daysBetween', ', asOf'),
    { label: 'asOf', text: 'asOf', icon: 'i-lucide-clock', about: t.expressions.functions.asOf },
  ];
}
