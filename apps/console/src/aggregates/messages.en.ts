import type { AggregatorType } from './aggregators.ts';

const aggregators: Record<AggregatorType, { label: string; help: string }> = {
  count: { label: 'How many times', help: 'The number of events' },
  exists: { label: 'Whether at all', help: 'Yes, if there is one' },
  distinctProfiles: { label: 'How many customers', help: 'Everyone who has such an event' },
  distinctCount: { label: 'How many different values', help: 'Of a parameter: products, stores…' },
  sum: { label: 'The sum', help: 'Of a numeric parameter, exactly' },
  average: { label: 'The average', help: 'Sum divided by how many values there are' },
  median: { label: 'The median', help: 'The value in the middle' },
  quantile: { label: 'A quantile', help: 'The value that a share of all does not exceed' },
  min: { label: 'The least', help: 'Number or date' },
  max: { label: 'The greatest', help: 'Number or date' },
  first: { label: 'The first', help: 'Of the earliest event that has one' },
  last: { label: 'The last', help: 'Of the latest event that has one' },
  mostFrequent: { label: 'The most frequent', help: 'Of equally frequent ones the more recent' },
  lastValues: { label: 'The last few, as a list', help: 'In their order' },
  daysSinceFirst: { label: 'Days since the first', help: 'Calendar days up to today' },
  daysSinceLast: { label: 'Days since the last', help: 'Calendar days up to today' },
  gaps: { label: 'Days between one and the next', help: 'Mean or median; needs two events' },
};

export const aggregates = {
  aggregators,
  groups: { howOften: 'How often', amounts: 'Amounts', whichValue: 'Which value', when: 'When' },

  emptyTitle: 'One value for each customer',
  emptyText:
    'An aggregate makes one value of what a customer did in a window of time: how many purchases in the last 365 days, the sum spent, the days since the last visit. Metrics, expressions and segments are made of them.',
  chooseParameterFirst: 'Choose a parameter, and you see here how your customers spread.',
  chooseActionFirst: 'Choose an action, and you see here how your customers spread.',
  exampleName: 'Purchases, last year',

  actions: 'Actions',
  actionsHelp: 'What your customers did. Several count together.',
  actionMissing: 'Choose at least one action.',
  onlyThose: 'Only those',
  countOnce: 'Count the same only once',
  countedOnceForEach: 'Counted once for each',
  countedOnceHelp:
    'Of a customer’s events with the same value here only the earliest counts; those without a value all count.',
  countAll: 'Count all of them',

  valueOfCustomer: 'Value of a customer',
  madeOfThem: 'What is made of them',
  chosen: (label: string, name: string) => `${label}: ${name}`,
  search: 'Search…',
  ofParameter: 'Of the parameter',
  parameter: 'Parameter',
  chooseParameter: 'Choose a parameter',
  parameterMissing: 'Choose a parameter.',
  howMany: 'How many',
  howManyOfLast: 'How many of the last',
  ofAllGaps: 'Of all gaps, the',
  gapStatistics: { median: 'median', mean: 'mean' },
  whichQuantile: 'Which quantile',

  /** What comes out, and for whom nothing counts. */
  result: 'The result: {type}. Someone without such events has {empty}.',
  resultNoValue: 'The result: {type}. Someone without such events has {empty}, and only “has no value” finds them.',
  resultOfAll: 'The result: {type}. Without any event it is {empty}.',
};
