import { blankComparison, fitComparison } from '../comparisons/change-comparison.ts';
import { fixedTypeOf, productFields, type ProductField, type ValueType } from '@cutline/segment-definition';
import {
  emptyFilter,
  newFilterId,
  type FieldRule,
  type FilterGroup,
  type ParameterRule,
  type ProductsRule,
} from './filter-draft.ts';

export function newParameterRule(): ParameterRule {
  return { id: newFilterId(), type: 'parameter', parameter: null, comparison: blankComparison('string') };
}

export function newFieldRule(field: ProductField = 'category'): FieldRule {
  return { id: newFilterId(), type: 'field', field, comparison: blankComparison(productFields[field]) };
}

/** Begins with one rule on a line. */
export function newProductsRule(): ProductsRule {
  const where = { ...emptyFilter(), of: [newFieldRule()] };
  return { id: newFilterId(), type: 'products', quantifier: 'some', where };
}

export function newFilterGroup(lines: boolean): FilterGroup {
  const of = [lines ? newFieldRule() : newParameterRule()];
  return { id: newFilterId(), type: 'group', match: 'any', negated: false, of };
}

/** The rule on another parameter; its comparison stays as far as it fits. Names that every event has fix their type. */
export function withParameter(rule: ParameterRule, name: string, type: ValueType): ParameterRule {
  const fixed = fixedTypeOf(name) ?? type;
  return { ...rule, parameter: { name, type: fixed }, comparison: fitComparison(rule.comparison, fixed) };
}

export function withField(rule: FieldRule, field: ProductField): FieldRule {
  return { ...rule, field, comparison: fitComparison(rule.comparison, productFields[field]) };
}
