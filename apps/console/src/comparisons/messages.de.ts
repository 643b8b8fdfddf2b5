import type { Messages } from '../language/messages.ts';

export const comparisons: Messages['comparisons'] = {
  comparison: 'Vergleich',
  number: 'Zahl',
  text: 'Text',
  from: 'Von',
  and: 'und',
  to: 'Bis einschließlich',
  pattern: 'Muster',
  values: 'Werte',
  day: 'Tag',
  inTheTime: 'Im Zeitraum',
  howMany: 'Wie viele',
  unit: 'Einheit',
  howManyEntries: 'Wie viele Einträge',
  entries: (count) => (count === 1 ? 'Eintrag' : 'Einträge'),
  caseSign: 'Aa',
  ignoreCase: 'Groß- und Kleinschreibung ignorieren',
  ignoreCaseHelp: 'Groß- und Kleinschreibung ignorieren',

  amount: 'Betrag',
  someText: 'Text',
  someNumbers: 'Zahlen …',
  someValues: 'Werte …',
  notANumber: (text) => `„${text}“ ist keine Zahl.`,
  add: (value) => `${value} hinzufügen`,
  onlyTheDay: 'Nur der Tag',
  withATime: 'Mit Uhrzeit',

  operands: {
    number: 'die Zahl',
    amount: 'der Betrag',
    metric: 'die Kennzahl',
    aggregate: 'das Aggregat',
    expression: 'der Ausdruck',
  },
  // Not “mit”, after which the rest would have to be declined.
  comparedWith: (what) => `Vergleichswert: ${what}`,
  compareWith: (what) => `Vergleichswert: ${what}`,
  definitions: { metric: 'Kennzahl', aggregate: 'Aggregat', expression: 'Ausdruck' },
  choose: { metric: 'Kennzahl wählen', aggregate: 'Aggregat wählen', expression: 'Ausdruck wählen' },
};
