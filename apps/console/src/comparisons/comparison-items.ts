import { comparisonInWords, comparisonsOf, type ComparisonType, type ValueType } from '@cutline/segment-definition';
import { language } from '../language/language.ts';

const first: ComparisonType[] = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'between'];

/** Comparisons that are left to choose from, and what they are called. */
export type ComparisonWords = Readonly<Partial<Record<ComparisonType, string>>>;

/** The comparisons that a type of value has, in the order in which they are chosen; with `only`, none but these. */
export function comparisonItems(
  valueType: ValueType,
  only?: ComparisonWords,
): { value: ComparisonType; label: string }[] {
  const rank = (type: ComparisonType): number => (first.includes(type) ? first.indexOf(type) : first.length);
  return comparisonsOf[valueType]
    .filter((type) => !only || only[type] !== undefined)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((value) => ({ value, label: only?.[value] ?? comparisonInWords(value, language.value) }));
}
