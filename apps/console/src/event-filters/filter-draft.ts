import {
  eventFilter,
  type EventFilter,
  type LineFilter,
  type Parameter,
  type ProductField,
} from '@cutline/segment-definition';
import { draftAsComparison, type ComparisonDraft } from '../comparisons/comparison-draft.ts';

/** A rule on a parameter of the event; null while none is chosen. */
export interface ParameterRule {
  id: string;
  type: 'parameter';
  parameter: Parameter | null;
  comparison: ComparisonDraft;
}

/** A rule on a field of one product line. */
export interface FieldRule {
  id: string;
  type: 'field';
  field: ProductField;
  comparison: ComparisonDraft;
}

/** Asks about product lines: whether one, or each, is as `where` says. */
export interface ProductsRule {
  id: string;
  type: 'products';
  quantifier: 'some' | 'every';
  where: FilterGroup;
}

/**
 * Rules that all or any must hold; `negated` turns the whole round. `shape` keeps what the group would not show: `bare`
 * is a group of one that stands for just that one, `empty` one that was given without rules and says something by it.
 */
export interface FilterGroup {
  id: string;
  type: 'group';
  match: 'all' | 'any';
  negated: boolean;
  shape?: 'bare' | 'empty';
  of: FilterNode[];
}

export type FilterNode = FilterGroup | ParameterRule | ProductsRule | FieldRule;

let last = 0;
/** Ids tell nodes apart while they are edited; they are never stored. */
export function newFilterId(): string {
  last += 1;
  return `filter-${last}`;
}

/** The filter that lets everything through, to begin with. */
export function emptyFilter(): FilterGroup {
  return { id: newFilterId(), type: 'group', match: 'all', negated: false, shape: 'bare', of: [] };
}

/** A filter as it is edited; what it means is not changed. */
export function filterAsDraft(filter: EventFilter | LineFilter | undefined): FilterGroup {
  if (!filter) return emptyFilter();
  const node = nodeOf(filter);
  return node.type === 'group' ? node : groupOfOne(node, false);
}

function groupOfOne(node: FilterNode, negated: boolean): FilterGroup {
  return { id: newFilterId(), type: 'group', match: 'all', negated, shape: 'bare', of: [node] };
}

function nodeOf(filter: EventFilter | LineFilter): FilterNode {
  const id = newFilterId();
  switch (filter.type) {
    case 'all':
    case 'any': {
      const of = filter.of.map(nodeOf);
      return { id, type: 'group', match: filter.type, negated: false, ...(!of.length && { shape: 'empty' }), of };
    }
    case 'not': {
      const inner = nodeOf(filter.of);
      return inner.type === 'group' && !inner.negated ? { ...inner, negated: true } : groupOfOne(inner, true);
    }
    case 'products':
      return { id, type: 'products', quantifier: filter.quantifier, where: filterAsDraft(filter.where) };
    case 'parameter':
      return { id, type: 'parameter', parameter: filter.parameter, comparison: filter.comparison };
    case 'field':
      return { id, type: 'field', field: filter.field, comparison: filter.comparison };
  }
}

/** The filter that a draft means, without its unfinished rules; undefined where it asks for nothing. */
export function draftAsFilter(draft: FilterGroup): EventFilter | undefined {
  return eventFilter.safeParse(meaningOf(draft)).data;
}

/** Whether every rule in it says everything it must. */
export function isFilterFinished(node: FilterNode): boolean {
  if (node.type === 'group') return node.of.every(isFilterFinished);
  if (node.type === 'products') return node.where.of.length > 0 && isFilterFinished(node.where);
  return meaningOf(node) !== null;
}

/** Any node's document, of events' and of lines' rules alike: which stands where is the editor's to know. */
function meaningOf(node: FilterNode): unknown {
  switch (node.type) {
    case 'group': {
      const of = node.of.map(meaningOf).filter((each) => each !== null);
      if (of.length === 0 && !(node.shape === 'empty' && node.of.length === 0)) return null;
      const inner = node.shape === 'bare' && of.length === 1 ? of[0] : { type: node.match, of };
      return node.negated ? { type: 'not', of: inner } : inner;
    }
    case 'products': {
      const where = meaningOf(node.where);
      return where === null ? null : { type: 'products', quantifier: node.quantifier, where };
    }
    case 'parameter':
    case 'field': {
      const comparison = draftAsComparison(node.comparison);
      if (comparison === null) return null;
      if (node.type === 'field') return { type: 'field', field: node.field, comparison };
      return node.parameter ? { type: 'parameter', parameter: node.parameter, comparison } : null;
    }
  }
}
