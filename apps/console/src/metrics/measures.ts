import type { Measure, Population, Statistic } from '@cutline/segment-definition';

/** What a metric can measure. */
export const measures: { value: Measure['type']; label: string; description: string }[] = [
  {
    value: 'values',
    label: 'Customers’ values',
    description: 'The line above which the top 30 % lie, an average, a median.',
  },
  {
    value: 'events',
    label: 'All events together',
    description: 'Revenue of the month, how many customers ordered.',
  },
  { value: 'formula', label: 'A formula', description: 'Of other metrics: revenue per order, the share of a whole.' },
];

/** What can be made of customers' values. */
export const statistics: { value: Statistic['type']; label: string; help: string }[] = [
  { value: 'quantile', label: 'A quantile', help: 'The line that a share of the values does not exceed.' },
  { value: 'median', label: 'The median', help: 'Half of the values are below it: the quantile 0.5.' },
  { value: 'average', label: 'The average', help: 'The sum divided by how many values there are.' },
  { value: 'sum', label: 'The sum', help: 'Of all values, exactly.' },
  { value: 'min', label: 'The least', help: 'The smallest value that anyone has.' },
  { value: 'max', label: 'The greatest', help: 'The largest value that anyone has.' },
  { value: 'count', label: 'How many have a value', help: 'The number of customers.' },
];

/** Among whom: of values of an aggregate or an expression, or of events. */
export function populations(
  of: 'aggregate' | 'expression' | 'events',
): { value: Population['type']; label: string; description: string }[] {
  const segment = {
    value: 'segment' as const,
    label: 'Members of a segment',
    description: 'Only customers who are in it, as of the same run.',
  };
  if (of === 'events')
    return [
      { value: 'all', label: 'Everyone', description: 'All known customers.' },
      // It is the same as everyone: only shown so that a document that says it can be read.
      {
        value: 'active',
        label: 'Those with such an event',
        description: 'The same as everyone: others have no event.',
      },
      segment,
    ];
  const them = of === 'aggregate' ? 'Those with at least one' : 'Those active in it';
  const active =
    of === 'aggregate'
      ? 'Customers with an event that counts. Those at zero do not pull the line down.'
      : 'Customers with an event that counts in any of its aggregates. Those at zero do not pull the line down.';
  return [
    { value: 'active', label: them, description: active },
    { value: 'all', label: 'Everyone', description: 'All known customers; whoever did nothing counts as zero.' },
    segment,
  ];
}
