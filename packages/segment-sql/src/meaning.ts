import type {
  Aggregate,
  Comparison,
  Definitions,
  EventSelection,
  Formula,
  LeafCondition,
  ProfileValue,
} from '@cutline/segment-definition';

/** A condition about a profile's own values. */
export type Leaf = Exclude<LeafCondition, { type: 'segment' }>;

/**
 * A text that is the same for leaves that mean the same: names, descriptions and ids of aggregates and expressions do
 * not count, nor does the order of actions.
 */
export function leafMeaning(leaf: Leaf, definitions: Definitions): string {
  const sorted = (selection: Pick<EventSelection, 'actions'>): object => ({
    ...selection,
    actions: sortedActions(selection),
  });
  switch (leaf.type) {
    case 'aggregate':
    case 'expression':
      return JSON.stringify([valueMeaning(leaf, definitions), comparisonMeaning(leaf.comparison, definitions)]);
    case 'attribute':
      return JSON.stringify([leaf.attribute, comparisonMeaning(leaf.comparison, definitions)]);
    case 'event':
      return JSON.stringify(sorted(leaf));
    case 'sequence':
      return JSON.stringify({
        ...leaf,
        steps: leaf.steps.map(sorted),
        ...(leaf.without && { without: sorted(leaf.without) }),
      });
    case 'consent':
      return JSON.stringify(leaf);
  }
}

/** What an aggregate is, apart from its name. */
export function aggregateMeaning(aggregate: Aggregate): string {
  const { aggregator, window, filter, distinctBy } = aggregate;
  return JSON.stringify([aggregator, sortedActions(aggregate), window, filter ?? null, distinctBy ?? null]);
}

/** Each action once, in byte order. */
export function sortedActions({ actions }: Pick<EventSelection, 'actions'>): string[] {
  return [...new Set(actions)].sort();
}

function valueMeaning(value: ProfileValue, definitions: Definitions): unknown {
  if (value.type === 'aggregate') return aggregateMeaning(aggregateOf(value.aggregate, definitions));
  return formulaMeaning(formulaOf(value.expression, definitions), definitions);
}

function formulaMeaning(formula: Formula, definitions: Definitions): unknown {
  return JSON.parse(JSON.stringify(formula), (_, node: unknown) => {
    if (typeof node !== 'object' || node === null || !('type' in node)) return node;
    if (node.type === 'aggregate' || node.type === 'expression')
      return [node.type, valueMeaning(node as ProfileValue, definitions)];
    return node;
  }) as unknown;
}

function comparisonMeaning(comparison: Comparison, definitions: Definitions): unknown {
  return Object.entries(comparison).map(([field, value]) => {
    const isValue =
      typeof value === 'object' && 'type' in value && (value.type === 'aggregate' || value.type === 'expression');
    return [field, isValue ? valueMeaning(value as ProfileValue, definitions) : value];
  });
}

/** The aggregate of an id. Throws when there is none. */
export function aggregateOf(id: string, definitions: Definitions): Aggregate {
  const found = definitions.get(id);
  if (found?.kind !== 'aggregate') throw new Error(`There is no aggregate ${id}`);
  return found;
}

/** The formula of an expression's id. Throws when there is none. */
export function formulaOf(id: string, definitions: Definitions): Formula {
  const found = definitions.get(id);
  if (found?.kind !== 'expression') throw new Error(`There is no expression ${id}`);
  return found.formula;
}
