import type { DefinitionKind } from '@cutline/segment-definition';

/** Where definitions of each kind are kept, in the order in which they build on one another. */
export const folderOf: Readonly<Record<DefinitionKind, string>> = {
  aggregate: 'aggregates',
  expression: 'expressions',
  metric: 'metrics',
  segment: 'segments',
};

export const kindsInOrder = Object.keys(folderOf) as DefinitionKind[];
