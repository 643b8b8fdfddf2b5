import type { DefinitionKind } from '../api/contract.ts';

const icons: Record<DefinitionKind, string> = {
  segment: 'i-lucide-users',
  metric: 'i-lucide-chart-column-decreasing',
  aggregate: 'i-lucide-sigma',
};

export function iconOf(kind: DefinitionKind): string {
  return icons[kind];
}

export const kindWords: Record<DefinitionKind, { one: string; many: string }> = {
  segment: { one: 'Segment', many: 'Segments' },
  metric: { one: 'Metric', many: 'Metrics' },
  aggregate: { one: 'Aggregate', many: 'Aggregates' },
};
