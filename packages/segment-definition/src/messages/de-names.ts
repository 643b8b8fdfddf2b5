import type { Names } from './en-names.ts';
import { formsOf } from './forms.ts';

const forms = formsOf('de-DE');
const { number } = forms;

/** Suggested names in German. */
export const deNames: Names = {
  actions: {
    'transaction.charge': 'Käufe',
    'transaction.cancel': 'Stornierungen',
    'Order Completed': 'Bestellungen',
    'page.visit': 'Seitenbesuche',
    'product.addToCart': 'Warenkorbzugänge',
    'product.view': 'Produktansichten',
  },
  join: (parts) => parts.join(', '),
  of: (what, events) => `${what} über ${events}`,
  aggregators: {
    exists: (events) => `Hat ${events}`,
    sum: (name) => `Summe ${name}`,
    average: (name) => `Durchschnitt ${name}`,
    min: (name) => `Minimum ${name}`,
    max: (name) => `Maximum ${name}`,
    earliest: (name) => `Früheste Angabe ${name}`,
    latest: (name) => `Späteste Angabe ${name}`,
    median: (name) => `Median ${name}`,
    quantile: (name, level) => `${number(level)}-Quantil ${name}`,
    first: (name) => `Erste Angabe ${name}`,
    last: (name) => `Letzte Angabe ${name}`,
    distinctCount: (name) => `Verschiedene Werte ${name}`,
    mostFrequent: (name) => `Häufigste Angabe ${name}`,
    lastValues: (name, count) => `Letzte ${number(count)} Werte ${name}`,
    daysSinceFirst: (events) => `Tage seit Beginn: ${events}`,
    daysSinceLast: (events) => `Tage seit zuletzt: ${events}`,
    gaps: (events) => `Tage zwischen: ${events}`,
    distinctProfiles: (events) => `Kunden: ${events}`,
  },
  // Not “mit”, after which names would have to be declined.
  customersWith: (what) => `Kunden: ${what}`,
  customers: (rule) => `Kunden: ${rule}`,
  excluding: (rule) => `nicht ${rule}`,
  everyone: 'Alle Kunden',
  nobody: 'Keine Kunden',
  member: (name) => name,
  notMember: (name) => `nicht ${name}`,
  consent: (channel) => `Einwilligung ${channel}`,
  noConsent: (channel) => `keine Einwilligung ${channel}`,
  then: ' dann ',
  times: {
    lessThan: 'weniger als',
    atMost: 'höchstens',
    moreThan: 'mehr als',
    atLeast: 'mindestens',
    equals: 'genau',
    notEquals: 'nicht genau',
  },
  between: (from, to) => `${from} bis ${to}`,
  topCount: (count, by) => `Top ${number(count)} nach ${by}`,
  bottomCount: (count, by) => `Letzte ${number(count)} nach ${by}`,
  topShare: (percent, by) => `Top ${forms.percent(percent)} nach ${by}`,
  bottomShare: (percent, by) => `Letzte ${forms.percent(percent)} nach ${by}`,
};
