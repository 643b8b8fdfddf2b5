import { comparison, comparisonInWords, type Comparison } from '@cutline/segment-definition';

const order: Comparison[] = ['moreThan', 'atLeast', 'lessThan', 'atMost', 'equals', 'notEquals'];

/** The comparisons to choose from, as they read between a subject and a value: "purchases *more than* 2". */
export const comparisonItems = comparison.options
  .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
  .map((value) => ({ value, label: comparisonInWords(value) }));
