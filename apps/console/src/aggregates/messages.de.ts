import type { Messages } from '../language/messages.ts';

export const aggregates: Messages['aggregates'] = {
  aggregators: {
    count: { label: 'Wie oft', help: 'Die Anzahl der Ereignisse' },
    exists: { label: 'Ob überhaupt', help: 'Ja, wenn es eines gibt' },
    distinctProfiles: { label: 'Wie viele Kunden', help: 'Alle, die ein solches Ereignis haben' },
    distinctCount: { label: 'Wie viele verschiedene Werte', help: 'Eines Parameters: Produkte, Filialen …' },
    sum: { label: 'Die Summe', help: 'Eines Zahlenparameters, exakt' },
    average: { label: 'Der Durchschnitt', help: 'Summe geteilt durch die Anzahl der Werte' },
    median: { label: 'Der Median', help: 'Der Wert in der Mitte' },
    quantile: { label: 'Ein Quantil', help: 'Der Wert, den ein Anteil aller Werte nicht überschreitet' },
    min: { label: 'Der niedrigste Wert', help: 'Zahl oder Datum' },
    max: { label: 'Der höchste Wert', help: 'Zahl oder Datum' },
    first: { label: 'Der erste Wert', help: 'Des frühesten Ereignisses, das einen hat' },
    last: { label: 'Der letzte Wert', help: 'Des spätesten Ereignisses, das einen hat' },
    mostFrequent: { label: 'Der häufigste Wert', help: 'Von gleich häufigen der jüngere' },
    lastValues: { label: 'Die letzten Werte als Liste', help: 'In ihrer Reihenfolge' },
    daysSinceFirst: { label: 'Tage seit dem ersten', help: 'Kalendertage bis heute' },
    daysSinceLast: { label: 'Tage seit dem letzten', help: 'Kalendertage bis heute' },
    gaps: { label: 'Tage von einem zum nächsten', help: 'Mittelwert oder Median; ab zwei Ereignissen' },
  },
  groups: { howOften: 'Wie oft', amounts: 'Beträge und Zahlen', whichValue: 'Welcher Wert', when: 'Wann' },

  emptyTitle: 'Ein Wert je Kunde',
  emptyText:
    'Ein Aggregat macht aus dem, was ein Kunde in einem Zeitraum getan hat, einen Wert: die Anzahl der Käufe in den letzten 365 Tagen, die ausgegebene Summe, die Tage seit dem letzten Besuch. Daraus entstehen Kennzahlen, Ausdrücke und Segmente.',
  chooseParameterFirst: 'Wählen Sie einen Parameter, und Sie sehen hier, wie sich Ihre Kunden verteilen.',
  chooseActionFirst: 'Wählen Sie eine Aktion, und Sie sehen hier, wie sich Ihre Kunden verteilen.',
  exampleName: 'Käufe, letztes Jahr',

  actions: 'Aktionen',
  actionsHelp: 'Was Ihre Kunden getan haben. Mehrere zählen zusammen.',
  actionMissing: 'Wählen Sie mindestens eine Aktion.',
  onlyThose: 'Nur diese',
  countOnce: 'Gleiche nur einmal zählen',
  countedOnceForEach: 'Nur einmal gezählt je',
  countedOnceHelp:
    'Von den Ereignissen eines Kunden mit demselben Wert zählt nur das früheste; solche ohne Wert zählen alle.',
  countAll: 'Alle zählen',

  valueOfCustomer: 'Wert eines Kunden',
  madeOfThem: 'Was daraus berechnet wird',
  chosen: (label, name) => `${label}: ${name}`,
  search: 'Suchen …',
  ofParameter: 'Vom Parameter',
  parameter: 'Parameter',
  chooseParameter: 'Parameter auswählen',
  parameterMissing: 'Wählen Sie einen Parameter.',
  howMany: 'Wie viele',
  howManyOfLast: 'Wie viele der letzten',
  ofAllGaps: 'Von allen Abständen der',
  gapStatistics: { median: 'Median', mean: 'Mittelwert' },
  whichQuantile: 'Welches Quantil',

  result: 'Ergebnis: {type}. Für Kunden ohne solche Ereignisse: {empty}.',
  resultNoValue: 'Ergebnis: {type}. Für Kunden ohne solche Ereignisse: {empty}; nur „hat keinen Wert“ findet sie.',
  resultOfAll: 'Ergebnis: {type}. Ohne jedes Ereignis: {empty}.',
};
