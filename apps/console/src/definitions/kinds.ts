import type { DefinitionKind } from '../api/contract.ts';

const icons: Record<DefinitionKind, string> = {
  segment: 'i-lucide-users',
  metric: 'i-lucide-chart-column-decreasing',
  expression: 'i-lucide-square-function',
  aggregate: 'i-lucide-sigma',
};

/** In the order in which lists show them: from what is used to what it is made of. */
export const kinds: DefinitionKind[] = ['segment', 'metric', 'expression', 'aggregate'];

export function iconOf(kind: DefinitionKind): string {
  return icons[kind];
}
