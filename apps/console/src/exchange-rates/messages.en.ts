import { counted, formatCount } from '../figures/number.ts';

const days = (count: number): string => counted(count, 'day');
const events = (count: number): string => counted(count, 'event');
const rates = (count: number): string => counted(count, 'rate');

export const exchangeRates = {
  title: 'Exchange rates',
  purpose: (currency: string) =>
    `What an amount in another currency is worth in ${currency}, the currency of this workspace.`,
  importRates: 'Import rates',
  loading: 'Loading exchange rates',
  onlyEditors: 'You can see the rates. To import them you need the role of an editor.',

  emptyTitle: 'No exchange rates needed so far',
  emptyText: (currency: string) =>
    `Every amount in this workspace is in ${currency}. Rates are needed once events bring amounts in another currency: these count only with a rate of their day.`,

  missingTitle: (count: number) => `Amounts of ${events(count)} have no rate`,
  missingText: 'They are left out wherever money is added up, averaged or compared. Import rates from these days on:',
  missingFrom: (from: string) => `{currency} from ${from}`,

  currencies: 'Currencies',
  standing: {
    missing: 'No rates',
    partly: 'Begins too late',
    old: 'Out of date',
    complete: 'Complete',
    unused: 'Not needed yet',
  },
  rateIs: (currency: string, rate: string, own: string) => `1 ${currency} = ${rate} ${own}`,
  ofDay: (day: string) => `of ${day}`,
  ratesOf: (count: number, from: string, until: string) => `${days(count)} with a rate, ${from} to ${until}`,
  rateOfDay: (day: string) => `One day with a rate, ${day}`,
  eventsOf: (count: number) => `${events(count)} with an amount`,
  eventsWithoutRate: (count: number, without: number, firstDay: string) =>
    `${events(count)} with an amount, ${formatCount(without)} of them before ${firstDay}, without a rate`,
  allWithout: (count: number, from: string, until: string) =>
    `${events(count)} from ${from} to ${until} without a rate`,
  oldSince: (lastDay: string) => `Everything since ${lastDay} counts at the rate of that day`,
  bar: 'How rates and events overlap',
  barLegend: { rates: 'Days with rates', events: 'Events', uncovered: 'Events without a rate' },

  table: 'Rates',
  filter: 'Currency',
  allCurrencies: 'All currencies',
  day: 'Day',
  currency: 'Currency',
  rate: (own: string) => `Rate in ${own}`,
  line: (currency: string, own: string) => `1 ${currency} in ${own}`,
  lineFor: (currency: string, own: string, lowest: string, highest: string, from: string, until: string) =>
    `What one ${currency} was worth in ${own} from ${from} to ${until}: between ${lowest} and ${highest}`,
  highest: 'Highest',
  lowest: 'Lowest',
  latest: 'Latest',
  latestDays: (count: number) => `The latest ${days(count)}`,
  onDay: (day: string) => `on ${day}`,

  history: 'Past imports',
  importedBy: (who: string) => `${who} imported {what}`,
  imported: 'Imported: {what}',
  ratesAndCurrencies: (count: number, currencies: string[]) => `${rates(count)} of ${listed(currencies)}`,
  byKey: (key: string) => `API key “${key}”`,
  span: (from: string, until: string) => (from === until ? from : `${from} to ${until}`),
  status: { running: 'Running', completed: 'Done', failed: 'Failed' },

  how: 'How amounts are converted',
  howText: [
    'An amount counts at the rate of its day. Without a rate for that very day, the latest one before it holds. Days are in UTC.',
    'Where there is no rate on or before its day, an amount has no value: it is left out of sums and averages, and no comparison with it holds. It does not count as zero.',
    'Amounts are stored as they came. Rates that you import later apply from the next run on, to past events as well.',
  ],
  howLabels: ['The rate of the day', 'No rate, no value', 'Corrections reach back'],

  importTitle: 'Import exchange rates',
  back: 'Exchange rates',
  drop: 'Drop a CSV file here, or choose one',
  dropText: 'You see what changes before anything is stored. Up to 10,000 rates in a file.',
  csvFile: 'CSV file with exchange rates',
  columns: 'What the file looks like',
  columnsText: 'The first line names the columns, in any order. Comma, semicolon or tab stands between them.',
  example: 'Example',
  meanings: {
    currency: 'Three-letter code of the other currency (ISO 4217)',
    day: 'From this day on the rate holds, until the next: year, month, day',
    rate: (own: string) => `What one unit of it is worth in ${own}; decimal point, at most ten places`,
  },
  downloadExample: 'Download an example',
  exampleName: 'exchange-rates.csv',
  tooLarge: 'The file is larger than 1 MB. Split it: a file holds at most 10,000 rates.',
  tooLargeTitle: 'That file is too large',
  reading: (file: string) => `Reading ${file}`,
  otherFile: 'Choose another file',

  faultsTitle: (count: number) => `${counted(count, 'line')} cannot be read`,
  faultsAtMost: 'The first 100 lines that cannot be read',
  fileFault: 'This file cannot be read as exchange rates',
  faultsText: 'Nothing was stored. Correct the file and choose it again.',
  lineNumber: 'Line',
  reason: 'What is wrong',
  inFile: 'The line in the file',
  faults: 'Lines that cannot be read',

  checked: 'What the import changes',
  added: 'New',
  replaced: 'Replaced',
  unchanged: 'Unchanged',
  nothingNew: 'All of these rates hold already. There is nothing to import.',
  replacements: 'Rates that are replaced',
  replacementsShown: (shown: number, all: number) => `The first ${formatCount(shown)} of ${rates(all)}`,
  before: 'Now',
  after: 'In the file',
  preview: 'First lines',
  previewShown: (shown: number, all: number) => `${formatCount(shown)} of ${rates(all)}`,
  importCount: (count: number) => `Import ${rates(count)}`,

  replaceTitle: (count: number) => `Replace ${rates(count)}?`,
  replaceText: (count: number, currencies: string[]) =>
    `${count === 1 ? 'One rate' : `${formatCount(count)} rates`} of ${listed(currencies)} that hold now are lost. The next run counts with the new ones, also for past events, so segments and metrics may change.`,
  replaceAction: 'Replace and import',

  importing: (count: number) => `Importing ${rates(count)}`,
  canLeave: 'You can leave this page; the import goes on.',
  failedTitle: 'The rates could not be stored',
  failedText: 'Nothing was changed. Import the file again.',
  importedTitle: (count: number) => `${rates(count)} ${count === 1 ? 'is' : 'are'} in`,
  importedText: 'A run is under way that counts with them and brings segments and metrics up to date.',
  seeRates: 'See the rates',
  seeRuns: 'See the run',
  importMore: 'Import another file',
};

function listed(currencies: string[]): string {
  const shown = currencies.length > 6 ? [...currencies.slice(0, 5), `${currencies.length - 5} more`] : currencies;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(shown);
}
