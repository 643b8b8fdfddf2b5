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

export const kindWords: Record<DefinitionKind, { one: string; many: string }> = {
  segment: { one: 'Segment', many: 'Segments' },
  metric: { one: 'Metric', many: 'Metrics' },
  expression: { one: 'Expression', many: 'Expressions' },
  aggregate: { one: 'Aggregate', many: 'Aggregates' },
};

/** "an aggregate", "a metric". */
export function withArticle(kind: DefinitionKind): string {
  return `${kind === 'aggregate' || kind === 'expression' ? 'an' : 'a'} ${kind}`;
}
