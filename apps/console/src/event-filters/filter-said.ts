import { productFields, type ValueType } from '@cutline/segment-definition';
import type { ComparisonDraft } from '../comparisons/comparison-draft.ts';
import { comparisonSaid, type Saying } from '../comparisons/comparison-said.ts';
import type { FilterGroup, FilterNode } from './filter-draft.ts';

/** A filter in words: "store is E-commerce and (revenue at least €50 or a product line has category is Shoes)"; empty where it asks for nothing. */
export function filterSaid(filter: FilterGroup, saying: Saying): string {
  return groupSaid(filter, saying, false);
}

function groupSaid(group: FilterGroup, saying: Saying, inside: boolean): string {
  if (group.of.length === 0) return '';
  const words = group.of.map((node) => nodeSaid(node, saying)).filter(Boolean);
  const joined = words.join(group.match === 'all' ? ' and ' : ' or ');
  const bracketed = words.length > 1 && (inside || group.negated);
  return `${group.negated ? 'not ' : ''}${bracketed ? `(${joined})` : joined}`;
}

function nodeSaid(node: FilterNode, saying: Saying): string {
  switch (node.type) {
    case 'group':
      return groupSaid(node, saying, true);
    case 'products':
      return `${node.quantifier === 'some' ? 'a' : 'every'} product line has ${groupSaid(node.where, saying, true)}`;
    case 'parameter':
      return node.parameter ? ruleSaid(node.parameter.name, node.comparison, node.parameter.type, saying) : '…';
    case 'field':
      return ruleSaid(node.field, node.comparison, productFields[node.field], saying);
  }
}

function ruleSaid(name: string, comparison: ComparisonDraft, type: ValueType, saying: Saying): string {
  const { text, strong } = comparisonSaid(comparison, type, saying);
  return `${name} ${text} ${strong}`.trim();
}
