import type { Measure, Population, QuantileMethod, Statistic } from '@cutline/segment-definition';
import { counted, formatCount, formatDecimal, formatShare } from '../figures/number.ts';

const measures: Record<Measure['type'], { label: string; description: string; empty: string }> = {
  values: {
    label: 'Customers’ values',
    description: 'The line above which the top 30 % lie, an average, a median.',
    empty: 'Choose an aggregate or an expression, and you see here where the line falls.',
  },
  events: {
    label: 'All events together',
    description: 'Revenue of the month, how many customers ordered.',
    empty: 'Choose an action, and you see here what it comes to.',
  },
  formula: {
    label: 'A formula',
    description: 'Of other metrics: revenue per order, the share of a whole.',
    empty: 'Write a formula, and you see here what it comes to.',
  },
};
const statistics: Record<Statistic['type'], { label: string; help: string }> = {
  quantile: { label: 'A quantile', help: 'The line that a share of the values does not exceed.' },
  median: { label: 'The median', help: 'Half of the values are below it: the quantile 0.5.' },
  average: { label: 'The average', help: 'The sum divided by how many values there are.' },
  sum: { label: 'The sum', help: 'Of all values, exactly.' },
  min: { label: 'The least', help: 'The smallest value that anyone has.' },
  max: { label: 'The greatest', help: 'The largest value that anyone has.' },
  count: { label: 'How many have a value', help: 'The number of customers.' },
};
const methods: Record<QuantileMethod, { label: string; help: string }> = {
  linear: {
    label: 'In proportion between both',
    help: 'Between two values the line lies in proportion, as spreadsheets do it (inclusive). The usual choice.',
  },
  lower: {
    label: 'The lower value',
    help: 'The line is always a value that somebody has: the lower of the two.',
  },
  higher: {
    label: 'The higher value',
    help: 'The line is always a value that somebody has: the higher of the two.',
  },
  inverted_cdf: {
    label: 'The first to reach the share',
    help: 'The smallest value that at least this share of customers does not exceed.',
  },
  approximate: {
    label: 'Approximate, for very large numbers',
    help: 'A value that somebody has. Its place in the order may be off by at most one in a thousand of all values: at 0.7 it lies between 0.699 and 0.701.',
  },
};
type Whose = Record<Population['type'], { label: string; description: string }>;
const segment = {
  label: 'Members of a segment',
  description: 'Only customers who are in it, as of the same run.',
};
const everyone = {
  label: 'Everyone',
  description: 'All known customers; whoever did nothing counts as zero.',
};
const populations: Record<'aggregate' | 'expression' | 'events', Whose> = {
  aggregate: {
    active: {
      label: 'Those with at least one',
      description: 'Customers with an event that counts. Those at zero do not pull the line down.',
    },
    all: everyone,
    segment,
  },
  expression: {
    active: {
      label: 'Those active in it',
      description:
        'Customers with an event that counts in any of its aggregates. Those at zero do not pull the line down.',
    },
    all: everyone,
    segment,
  },
  events: {
    active: { label: 'Those with such an event', description: 'The same as everyone: others have no event.' },
    all: { label: 'Everyone', description: 'All known customers.' },
    segment,
  },
};

/** How values lie about a line: how many are exactly on it, and how many above. */
interface Lying {
  value: string;
  profiles: number;
  on: number;
  above: number;
}

export const metrics = {
  measures,
  statistics,
  methods,
  populations,

  emptyTitle: 'A line that data draws',
  emptyText:
    'A metric is one value for the whole workspace, such as the line above which the top 30 % of buyers lie. Segments compare with it, and follow when it moves.',
  exampleFormula: '[Revenue, this month] / [Orders, this month]',
  exampleName: 'Heavy-buyer line',

  whatItMeasures: 'What it measures',
  valuesOf: 'Values of',
  valuesOfHelp: 'An aggregate or an expression: one value for each customer.',
  chooseValue: 'Choose an aggregate or an expression',
  valueMissing: 'Choose an aggregate or an expression.',
  among: 'Among',
  segment: 'Segment',
  chooseSegment: 'Choose a segment',
  segmentMissing: 'Choose a segment.',
  madeOfThem: 'What is made of them',
  onlyCounted: 'The values are no numbers, so they can only be counted.',
  whereLineLies: 'Where the line lies',
  quantile: 'Quantile',
  topAbove: 'Above it, the top (%)',
  quantileSlider: 'Quantile, as a slider',
  betweenTwoValues: 'Between two values',

  theLine: 'The line',
  theValue: 'The value',
  noValue: 'No value',
  asOfRun: 'As of {instant}, run {run}.',
  lineNotDrawn: 'Not computed yet. The next run draws it.',
  valueNotComputed: 'Not computed yet. The next run computes it.',
  dragLine: 'Drag the line, or move it with the arrow keys.',
  formulaHasNoValue: 'One of its metrics has no value, or it divides by zero. Nothing compares with no value.',
  eventsHaveNoValue: 'No event counts, so there is nothing to make a value of. Nothing compares with no value.',

  cutLine: 'Cut line',
  quantileAndTop: (level: number, top: number) => `Quantile ${formatDecimal(level)}, the top ${formatDecimal(top)} %`,
  histogramWithoutLine: 'Histogram; the metric has no value',
  histogram: (line: string, below: number, on: number, above: number) =>
    `Histogram with the cut line at ${formatDecimal(line)}: ${counted(below, 'customer')} below, ${formatCount(on)} on it, ${formatCount(above)} above`,
  parts: { below: 'Below it', on: 'Exactly on it', above: 'Above it' },
  ties: ({ value, profiles, on, above }: Lying) =>
    `${counted(on, 'customer is', 'customers are')} tied at ${formatDecimal(value)}: “more than” leaves them out (${formatCount(above)}, ${formatShare(above / profiles)}), “at least” takes them in (${formatCount(above + on)}, ${formatShare((above + on) / profiles)}).`,
  nobodyHasValue: 'Nobody has a value, so there is no line, and nothing compares with it.',

  overTime: 'Over time',
  changedOverRuns: (runs: number) => `When it changed, over ${counted(runs, 'run')}`,
  noRunYet: 'No run has computed it yet.',
  asOf: 'As of',
  run: 'Run',
  version: 'Version',
  value: 'Value',
};
