import { exactQuantileMethod, type QuantileMethod } from '@cutline/segment-definition';

/** How a quantile is read between two values, for someone who has to choose one. */
export const methods: { value: QuantileMethod; label: string; help: string }[] = [
  {
    value: 'linear',
    label: 'In proportion between both',
    help: 'Between two values the line lies in proportion, as spreadsheets do it (inclusive). The usual choice.',
  },
  {
    value: 'lower',
    label: 'The lower value',
    help: 'The line is always a value that somebody has: the lower of the two.',
  },
  {
    value: 'higher',
    label: 'The higher value',
    help: 'The line is always a value that somebody has: the higher of the two.',
  },
  {
    value: 'inverted_cdf',
    label: 'The first to reach the share',
    help: 'The smallest value that at least this share of customers does not exceed.',
  },
  {
    value: 'approximate',
    label: 'Approximate, for very large numbers',
    help: 'A value that somebody has. Its place in the order may be off by at most one in a thousand of all values: at 0.7 it lies between 0.699 and 0.701.',
  },
];

export const exactMethods = methods.flatMap((each) => {
  const value = exactQuantileMethod.safeParse(each.value);
  return value.success ? [{ ...each, value: value.data }] : [];
});
