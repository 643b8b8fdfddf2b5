import { formsOf } from './forms.ts';

const forms = formsOf('en-GB');
const { number } = forms;

/** Names that are suggested: short, without quotation marks. */
export const enNames = {
  /** What well-known events are called; others go by their own name. */
  actions: {
    'transaction.charge': 'Purchases',
    'transaction.cancel': 'Cancellations',
    'Order Completed': 'Orders',
    'page.visit': 'Page visits',
    'product.addToCart': 'Additions to the cart',
    'product.view': 'Product views',
  } as Readonly<Record<string, string>>,
  join: (parts: string[]) => parts.join(', '),
  of: (what: string, events: string) => `${what} of ${events}`,
  aggregators: {
    exists: (events: string) => `Has ${events}`,
    sum: (name: string) => `Sum of ${name}`,
    average: (name: string) => `Average ${name}`,
    min: (name: string) => `Lowest ${name}`,
    max: (name: string) => `Highest ${name}`,
    earliest: (name: string) => `Earliest ${name}`,
    latest: (name: string) => `Latest ${name}`,
    median: (name: string) => `Median ${name}`,
    quantile: (name: string, level: number) => `${number(level)} quantile of ${name}`,
    first: (name: string) => `First ${name}`,
    last: (name: string) => `Last ${name}`,
    distinctCount: (name: string) => `Different values of ${name}`,
    mostFrequent: (name: string) => `Most frequent ${name}`,
    lastValues: (name: string, count: number) => `Last ${number(count)} values of ${name}`,
    daysSinceFirst: (events: string) => `Days since first of ${events}`,
    daysSinceLast: (events: string) => `Days since last of ${events}`,
    gaps: (events: string) => `Days between ${events}`,
    distinctProfiles: (events: string) => `Customers with ${events}`,
  },
  customersWith: (what: string) => `Customers with ${what}`,
  customers: (rule: string) => `Customers: ${rule}`,
  excluding: (rule: string) => `not ${rule}`,
  everyone: 'All customers',
  nobody: 'No customers',
  member: (name: string) => name,
  notMember: (name: string) => `not ${name}`,
  consent: (channel: string) => `consent to ${channel}`,
  noConsent: (channel: string) => `no consent to ${channel}`,
  then: ' then ',
  times: {
    lessThan: 'fewer than',
    atMost: 'at most',
    moreThan: 'more than',
    atLeast: 'at least',
    equals: 'exactly',
    notEquals: 'not exactly',
  },
  between: (from: string, to: string) => `${from} to ${to}`,
  topCount: (count: number, by: string) => `Top ${number(count)} by ${by}`,
  bottomCount: (count: number, by: string) => `Bottom ${number(count)} by ${by}`,
  topShare: (percent: number, by: string) => `Top ${forms.percent(percent)} by ${by}`,
  bottomShare: (percent: number, by: string) => `Bottom ${forms.percent(percent)} by ${by}`,
};

export type Names = typeof enNames;
