import { counted, formatDecimal } from './number.ts';

export const figures = {
  /** What kinds of value are called. */
  valueTypes: {
    string: 'text',
    boolean: 'yes or no',
    integer: 'whole number',
    number: 'number',
    money: 'amount',
    datetime: 'date',
    list: 'list',
  },
  yes: 'yes',
  no: 'no',
  noValue: 'no value',
  empty: '(empty)',
  emptyList: '(empty list)',
  justNow: 'just now',
  customers: 'Customers',
  mean: 'Mean',
  highest: 'Highest',
  atZero: 'At zero',
  nobodyHasAValue: 'No customer has a value here.',
  mostCommon: 'The most common values',
  noHistory: 'No history yet',
  history: (from: number, to: number, runs: number) =>
    `From ${formatDecimal(from)} to ${formatDecimal(to)} over ${runs} runs`,
  tallestBar: (profiles: string) => `tallest bar: ${profiles}`,
  /** A bar of one value, or of a range of them. */
  bar: (from: string, to: string, profiles: number) =>
    `${from === to ? from : `${from} to ${to}`}: ${counted(profiles, 'customer')}`,
  histogram: (profiles: number, lowest: string, highest: string, mean: string) =>
    `Histogram of ${counted(profiles, 'customer')}, from ${lowest} to ${highest}, mean ${mean}`,
};
