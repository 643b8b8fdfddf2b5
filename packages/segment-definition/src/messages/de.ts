import { deFormulaText } from './de-formula-text.ts';
import { deNames } from './de-names.ts';
import { deValidation } from './de-validation.ts';
import type { Messages } from './en.ts';
import { formsOf, isLongRun, type UnitForms } from './forms.ts';

const forms = formsOf('de-DE');
const { and, counted, dayBefore, hour, moment, number, or, weekday } = forms;

/** In the dative, as after “in den letzten” and “innerhalb von”. */
const units: UnitForms = {
  minute: ['Minute', 'Minuten'],
  hour: ['Stunde', 'Stunden'],
  day: ['Tag', 'Tagen'],
  week: ['Woche', 'Wochen'],
  month: ['Monat', 'Monaten'],
  quarter: ['Quartal', 'Quartalen'],
  year: ['Jahr', 'Jahren'],
};
type Unit = keyof typeof units;
const isFeminine = (unit: Unit): boolean => unit === 'minute' || unit === 'hour' || unit === 'week';
const length = (count: number, unit: Unit): string => `${number(count)} ${counted(count, ...units[unit])}`;
const nominative = (count: number, unit: Unit): string => {
  const [one, other] = units[unit];
  const plural =
    unit === 'day' || unit === 'month' || unit === 'quarter' || unit === 'year' ? other.replace(/n$/, '') : other;
  return `${number(count)} ${counted(count, one, plural)}`;
};
/** “der Woche”, “dem Monat”: with an article in the dative, and an adjective that ends in -n. */
const the = (unit: Unit, adjective = ''): string =>
  `${isFeminine(unit) ? 'der' : 'dem'} ${adjective}${adjective === '' ? '' : ' '}${units[unit][0]}`;
const inThe = (unit: Unit, adjective = ''): string => `in ${the(unit, adjective)}`.replace(/^in dem /, 'im ');
const past = (count: number, unit: Unit): string =>
  count === 1 ? the(unit, 'vergangenen') : `den vergangenen ${length(count, unit)}`;
const since = (start: string): string => `seit dem ${moment(start)}`;
const until = (end: string): string => `vor dem ${moment(end)}`;
const weekdays = (days: number[]): string => {
  const names = days.map((day) => `${weekday(day).toLowerCase()}s`);
  return isLongRun(days) ? `${names[0]} bis ${names.at(-1)}` : and(names);
};
const neither = (values: string[]): string =>
  values.length === 1 ? `nicht ${values[0]}` : `weder ${values.slice(0, -1).join(', ')} noch ${values.at(-1)}`;
const entries = (count: number): string => `${number(count)} ${counted(count, 'Eintrag', 'Einträge')}`;

/** The same in German. Predicates end in their verb, since they stand in subordinate clauses. */
export const de: Messages = {
  forms,
  quoted: (text) => `„${text}“`,
  missing: '(fehlt)',
  ignoringCase: '(Groß- und Kleinschreibung gleich)',
  length,

  parameters: {
    revenue: 'Umsatz',
    currency: 'Währung',
    orderId: 'Bestellnummer',
    source: 'Quelle',
    time: 'Zeitpunkt',
    'products[].productId': 'Produktnummer',
    'products[].name': 'Produktname',
    'products[].category': 'Produktkategorie',
    'products[].price': 'Produktpreis',
    'products[].quantity': 'Produktmenge',
  },
  fields: { productId: 'Produktnummer', name: 'Name', category: 'Kategorie', price: 'Preis', quantity: 'Menge' },

  comparisons: {
    equals: 'ist gleich',
    notEquals: 'ist ungleich',
    lessThan: 'kleiner als',
    atMost: 'höchstens',
    moreThan: 'größer als',
    atLeast: 'mindestens',
    between: 'zwischen',
    in: 'ist eines von',
    notIn: 'ist keines von',
    contains: 'enthält',
    notContains: 'enthält nicht',
    startsWith: 'beginnt mit',
    endsWith: 'endet mit',
    matches: 'entspricht dem Muster',
    isTrue: 'ist wahr',
    isFalse: 'ist falsch',
    before: 'liegt vor',
    after: 'liegt nach',
    on: 'liegt am',
    within: 'liegt im Zeitraum',
    withinNext: 'liegt in den nächsten',
    sameDay: 'hat Tag und Monat von heute',
    sameMonth: 'liegt im laufenden Monat eines beliebigen Jahres',
    containsAny: 'enthält eines von',
    containsAll: 'enthält alle von',
    containsNone: 'enthält keines von',
    lengthEquals: 'Anzahl der Einträge ist',
    lengthAtLeast: 'Anzahl der Einträge ist mindestens',
    lengthAtMost: 'Anzahl der Einträge ist höchstens',
    isSet: 'hat einen Wert',
    isNotSet: 'hat keinen Wert',
  },
  predicates: {
    equals: (value) => `gleich ${value} ist`,
    notEquals: (value) => `nicht ${value} ist`,
    lessThan: (value) => `kleiner als ${value} ist`,
    atMost: (value) => `höchstens ${value} ist`,
    moreThan: (value) => `größer als ${value} ist`,
    atLeast: (value) => `mindestens ${value} ist`,
    between: (from, to) => `zwischen ${from} und ${to} liegt`,
    in: (values) => `gleich ${or(values)} ist`,
    notIn: (values) => `${neither(values)} ist`,
    contains: (text) => `${text} enthält`,
    notContains: (text) => `${text} nicht enthält`,
    startsWith: (text) => `mit ${text} beginnt`,
    endsWith: (text) => `mit ${text} endet`,
    matches: (pattern) => `dem Muster ${pattern} entspricht`,
    isTrue: 'wahr ist',
    isFalse: 'falsch ist',
    before: (when) => `vor dem ${moment(when)} liegt`,
    after: (when) => `nach dem ${moment(when)} liegt`,
    on: (when) => `am ${moment(when)} liegt`,
    within: (window) => `${window} liegt`,
    withinNext: (count, unit) =>
      `${count === 1 ? inThe(unit, 'nächsten') : `in den nächsten ${length(count, unit)}`} (ab heute) liegt`,
    sameDay: 'Tag und Monat von heute hat',
    sameMonth: 'im laufenden Monat eines beliebigen Jahres liegt',
    containsAny: (values) => `${or(values)} enthält`,
    containsAll: (values) => `${and(values)} enthält`,
    containsNone: (values) => (values.length === 1 ? `${values[0]} nicht enthält` : `${neither(values)} enthält`),
    lengthEquals: (count) => `genau ${entries(count)} hat`,
    lengthAtLeast: (count) => `mindestens ${entries(count)} hat`,
    lengthAtMost: (count) => `höchstens ${entries(count)} hat`,
    isSet: 'einen Wert hat',
    isNotSet: 'keinen Wert hat',
  },

  windows: {
    last: (count, unit) =>
      count === 1 && unit === 'day' ? 'heute' : `in ${past(count, unit)}`.replace(/^in dem /, 'im '),
    lastExact: (count, unit) => `${`in ${past(count, unit)}`.replace(/^in dem /, 'im ')} (auf die Minute)`,
    lastBefore: (count, unit, before, of) =>
      `${count === 1 ? inThe(unit) : `in den ${length(count, unit)}`} vor ${past(before, of)}`,
    days: (start, end) =>
      dayBefore(end) === moment(start) ? `am ${moment(start)}` : `vom ${moment(start)} bis zum ${dayBefore(end)}`,
    between: (start, end) => `vom ${moment(start)} bis vor dem ${moment(end)}`,
    since,
    until,
    this: (unit) => (unit === 'day' ? 'heute' : `in ${isFeminine(unit) ? 'dieser' : 'diesem'} ${calendar(unit)}`),
    previous: (unit) =>
      unit === 'day' ? 'gestern' : `${isFeminine(unit) ? 'in der' : 'im'} vorigen ${calendar(unit)}`,
    allTime: 'jemals',
    onlyDays: (days) => `nur ${weekdays(days)}`,
    onlyHours: (from, to) => `nur zwischen ${hour(from)} und ${hour(to)} Uhr`,
  },
  windowLabels: {
    last: (count, unit) => {
      if (count === 1)
        return unit === 'day'
          ? 'heute'
          : `letzte${isFeminine(unit) ? '' : unit === 'month' ? 'r' : 's'} ${units[unit][0]}`;
      return `letzte ${nominative(count, unit)}`;
    },
    lastExact: (count, unit) => `letzte ${nominative(count, unit)} auf die Minute`,
    lastBefore: (count, unit, before, of) => `${nominative(count, unit)} vor ${past(before, of)}`,
    days: (start, end) => (dayBefore(end) === moment(start) ? moment(start) : `${moment(start)} bis ${dayBefore(end)}`),
    between: (start, end) => `${moment(start)} bis vor ${moment(end)}`,
    since,
    until,
    this: (unit) =>
      unit === 'day' ? 'heute' : `diese${isFeminine(unit) ? '' : unit === 'month' ? 'r' : 's'} ${units[unit][0]}`,
    previous: (unit) =>
      unit === 'day' ? 'gestern' : `vorige${isFeminine(unit) ? '' : unit === 'month' ? 'r' : 's'} ${units[unit][0]}`,
    allTime: 'gesamte Zeit',
    onlyDays: (days) => `nur ${weekdays(days)}`,
    onlyHours: (from, to) => `nur ${hour(from)} bis ${hour(to)} Uhr`,
  },

  filters: {
    where: (rule) => `, wobei ${rule}`,
    whereBracketed: (rule) => ` (wobei ${rule})`,
    distinctBy: (name) => `, je ${name} nur einmal gezählt`,
    and: ' und ',
    or: ' oder ',
    not: (rule) => `nicht (${rule})`,
    some: (rule) => `bei mindestens einem Produkt (${rule})`,
    every: (rule) => `bei jedem Produkt (${rule})`,
    anything: 'alles passt',
    nothing: 'nichts passt',
  },

  events: (actions) => `Ereignisse ${or(actions)}`,
  event: (actions) => `Ereignis ${or(actions)}`,
  aggregators: {
    count: (events) => `Anzahl der ${events}`,
    exists: (events) => `Ob es diese gibt: ${events}`,
    sum: (name, events) => `Summe von ${name} über die ${events}`,
    average: (name, events) => `Durchschnitt von ${name} der ${events}`,
    min: (name, events) => `Niedrigster Wert von ${name} der ${events}`,
    max: (name, events) => `Höchster Wert von ${name} der ${events}`,
    earliest: (name, events) => `Frühester Wert von ${name} der ${events}`,
    latest: (name, events) => `Spätester Wert von ${name} der ${events}`,
    median: (name, events) => `Median von ${name} der ${events}`,
    quantile: (level, method, name, events) => `${number(level)}-Quantil${method} von ${name} über die ${events}`,
    first: (name, events) => `Erster Wert von ${name} der ${events}`,
    last: (name, events) => `Letzter Wert von ${name} der ${events}`,
    distinctCount: (name, events) => `Anzahl verschiedener Werte von ${name} der ${events}`,
    mostFrequent: (name, events) => `Häufigster Wert von ${name} der ${events}`,
    lastValues: (count, name, events) =>
      count === 1
        ? `Letzter Wert von ${name} der ${events} (als Liste)`
        : `Die letzten ${number(count)} Werte von ${name} der ${events}`,
    daysSinceFirst: (event) => `Tage seit dem ersten ${event}`,
    daysSinceLast: (event) => `Tage seit dem letzten ${event}`,
    gapsMean: (events) => `Mittlerer Abstand in Tagen zwischen den ${dative(events)}`,
    gapsMedian: (events) => `Median der Abstände in Tagen zwischen den ${dative(events)}`,
    distinctProfiles: (events) => `Anzahl der Kunden mit ${dative(events)}`,
  },
  methods: {
    linear: '',
    lower: ' (unterer Nachbar)',
    higher: ' (oberer Nachbar)',
    inverted_cdf: ' (inverse Verteilung)',
    approximate: ' (näherungsweise)',
  },

  formula: (text) => `Berechnet als ${text}`,
  statistics: {
    quantile: (level, method, of) => `${number(level)}-Quantil${method} von ${of}`,
    count: (of) => `Wie viele einen Wert von ${of} haben`,
    sum: (of) => `Summe von ${of}`,
    average: (of) => `Durchschnitt von ${of}`,
    min: (of) => `Niedrigster Wert von ${of}`,
    max: (of) => `Höchster Wert von ${of}`,
    median: (of) => `Median von ${of}`,
  },
  populations: {
    active: ' unter Kunden mit solchen Ereignissen',
    all: ' unter allen Kunden',
    segment: (name) => ` unter den Mitgliedern von ${name}`,
  },
  eventPopulations: { everyone: '', segment: (name) => `, von Mitgliedern von ${name}` },

  segments: {
    base: 'Kunden',
    withAnonymous: 'Kunden (auch anonyme)',
    onlyKnown: 'Bekannte Kunden',
    everyone: (base) => `Alle ${base.replace(/^Bekannte/, 'bekannten')}`,
    nobody: 'Keine Kunden',
    which: (base, rule) => `${base}, ${rule}`,
    who: { everyone: 'die es überhaupt gibt', nobody: 'die es nicht gibt' },
    and: ' und ',
    or: ' oder ',
    not: (rule) => `auf die nicht zutrifft: (${rule})`,
    except: (rule) => `, außer denen, ${rule}`,
    value: (name, predicate) => `deren ${name} ${predicate}`,
    event: (actions, count, window, more) =>
      `die ${window} ${count === '' ? '' : `${count} `}${or(actions)} ausgeführt haben${more}`,
    sequence: (steps, window, within, without) =>
      `die ${window} erst ${steps.join(', dann ')} ausgeführt haben${within}${without}`,
    within: (count, unit) => `, jeweils innerhalb von ${length(count, unit)} nach dem vorigen`,
    without: (pattern) => `, ohne ${pattern} dazwischen`,
    member: (name) => `die in ${name} sind`,
    notMember: (name) => `die nicht in ${name} sind`,
    consent: (channel) => `die ${channel} zugestimmt haben`,
    noConsent: (channel) => `die ${channel} nicht zugestimmt haben`,
  },
  times: {
    equals: (count) => `genau ${number(count)}-mal`,
    notEquals: (count) => `nicht genau ${number(count)}-mal`,
    lessThan: (count) => `weniger als ${number(count)}-mal`,
    atMost: (count) => `höchstens ${number(count)}-mal`,
    moreThan: (count) => `mehr als ${number(count)}-mal`,
    atLeast: (count) => `mindestens ${number(count)}-mal`,
    between: (from, to) => `${number(from)}- bis ${number(to)}-mal`,
  },

  refinements: {
    joint: '; ',
    topCount: (count, by) =>
      count === 1
        ? `davon der Kunde mit dem höchsten Wert von ${by}`
        : `davon die ${number(count)} mit dem höchsten Wert von ${by}`,
    bottomCount: (count, by) =>
      count === 1
        ? `davon der Kunde mit dem niedrigsten Wert von ${by}`
        : `davon die ${number(count)} mit dem niedrigsten Wert von ${by}`,
    topShare: (percent, by) => `davon die ${forms.percent(percent)} mit dem höchsten Wert von ${by}`,
    bottomShare: (percent, by) => `davon die ${forms.percent(percent)} mit dem niedrigsten Wert von ${by}`,
    inherits: ', wobei nur Ereignisse zählen, die den Filtern der Regeln genügen',
    includeTies: ', und alle, die mit dem letzten davon gleichauf liegen',
    exactTies: '; bei Gleichstand nach Kundennummer',
    exactTiesBy: (by) => `; bei Gleichstand nach ${by}, dann nach Kundennummer`,
  },

  names: deNames,
  validation: deValidation,
  formulaText: deFormulaText,
};

function calendar(unit: Unit): string {
  return `Kalender${units[unit][0].toLowerCase()}`;
}

function dative(events: string): string {
  return events.replace(/^Ereignisse/, 'Ereignissen');
}
