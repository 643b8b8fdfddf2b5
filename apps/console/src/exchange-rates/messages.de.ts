import { counted, formatCount } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

const days = (count: number): string => counted(count, 'Tag', 'Tage');
const events = (count: number): string => counted(count, 'Ereignis', 'Ereignisse');
const rates = (count: number): string => counted(count, 'Kurs', 'Kurse');

export const exchangeRates: Messages['exchangeRates'] = {
  title: 'Wechselkurse',
  purpose: (currency) =>
    `Was ein Betrag in einer anderen Währung in ${currency} wert ist, der Währung dieses Arbeitsbereichs.`,
  importRates: 'Kurse importieren',
  loading: 'Wechselkurse werden geladen',
  onlyEditors: 'Sie können die Kurse sehen. Zum Importieren brauchen Sie die Rolle Bearbeiter.',

  emptyTitle: 'Bisher sind keine Wechselkurse nötig',
  emptyText: (currency) =>
    `Alle Beträge in diesem Arbeitsbereich sind in ${currency}. Kurse werden nötig, sobald Ereignisse Beträge in einer anderen Währung mitbringen: Diese zählen nur mit einem Kurs ihres Tages.`,

  missingTitle: (count) =>
    `Für Beträge von ${count === 1 ? 'einem Ereignis' : `${formatCount(count)} Ereignissen`} gibt es keinen Kurs`,
  missingText:
    'Sie fehlen überall, wo Geld summiert, gemittelt oder verglichen wird. Importieren Sie Kurse ab diesen Tagen:',
  missingFrom: (from) => `{currency} ab ${from}`,

  currencies: 'Währungen',
  standing: {
    missing: 'Keine Kurse',
    partly: 'Beginnt zu spät',
    old: 'Veraltet',
    complete: 'Vollständig',
    unused: 'Noch nicht nötig',
  },
  rateIs: (currency, rate, own) => `1 ${currency} = ${rate} ${own}`,
  ofDay: (day) => `vom ${day}`,
  ratesOf: (count, from, until) => `${days(count)} mit Kurs, ${from} bis ${until}`,
  rateOfDay: (day) => `Ein Tag mit Kurs, ${day}`,
  eventsOf: (count) => `${events(count)} mit Betrag`,
  eventsWithoutRate: (count, without, firstDay) =>
    `${events(count)} mit Betrag, davon ${formatCount(without)} vor dem ${firstDay}, ohne Kurs`,
  allWithout: (count, from, until) => `${events(count)} vom ${from} bis ${until} ohne Kurs`,
  oldSince: (lastDay) => `Alles seit dem ${lastDay} zählt zum Kurs dieses Tages`,
  bar: 'Wie sich Kurse und Ereignisse überdecken',
  barLegend: { rates: 'Tage mit Kursen', events: 'Ereignisse', uncovered: 'Ereignisse ohne Kurs' },

  table: 'Kurse',
  filter: 'Währung',
  allCurrencies: 'Alle Währungen',
  day: 'Tag',
  currency: 'Währung',
  rate: (own) => `Kurs in ${own}`,
  line: (currency, own) => `1 ${currency} in ${own}`,
  lineFor: (currency, own, lowest, highest, from, until) =>
    `Was ein ${currency} vom ${from} bis ${until} in ${own} wert war: zwischen ${lowest} und ${highest}`,
  highest: 'Höchster',
  lowest: 'Niedrigster',
  latest: 'Letzter',
  latestDays: (count) => `Die letzten ${days(count)}`,
  onDay: (day) => `am ${day}`,

  history: 'Bisherige Importe',
  importedBy: (who) => `${who} hat {what} importiert`,
  imported: 'Importiert: {what}',
  ratesAndCurrencies: (count, currencies) => `${rates(count)} für ${listed(currencies)}`,
  byKey: (key) => `API-Schlüssel „${key}“`,
  span: (from, until) => (from === until ? from : `${from} bis ${until}`),
  status: { running: 'Läuft', completed: 'Fertig', failed: 'Fehlgeschlagen' },

  how: 'So werden Beträge umgerechnet',
  howText: [
    'Ein Betrag zählt zum Kurs seines Tages. Gibt es für genau diesen Tag keinen, gilt der letzte davor. Tage sind in UTC.',
    'Gibt es bis zu seinem Tag keinen Kurs, hat ein Betrag keinen Wert: Er fehlt in Summen und Durchschnitten, und kein Vergleich mit ihm trifft zu. Er zählt nicht als null.',
    'Beträge werden gespeichert, wie sie kamen. Kurse, die Sie später importieren, gelten ab dem nächsten Lauf, auch für vergangene Ereignisse.',
  ],
  howLabels: ['Der Kurs des Tages', 'Ohne Kurs kein Wert', 'Korrekturen wirken zurück'],

  importTitle: 'Wechselkurse importieren',
  back: 'Wechselkurse',
  drop: 'Legen Sie eine CSV-Datei hier ab, oder wählen Sie eine',
  dropText: 'Sie sehen, was sich ändert, bevor etwas gespeichert wird. Bis zu 10.000 Kurse in einer Datei.',
  csvFile: 'CSV-Datei mit Wechselkursen',
  columns: 'So sieht die Datei aus',
  columnsText:
    'Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge. Dazwischen steht ein Komma, Semikolon oder Tabulator.',
  example: 'Beispiel',
  meanings: {
    currency: 'Code der anderen Währung aus drei Buchstaben (ISO 4217)',
    day: 'Ab diesem Tag gilt der Kurs, bis zum nächsten: Jahr, Monat, Tag',
    rate: (own) => `Was eine Einheit davon in ${own} wert ist; mit Dezimalpunkt, höchstens zehn Stellen`,
  },
  downloadExample: 'Beispiel herunterladen',
  exampleName: 'wechselkurse.csv',
  tooLarge: 'Die Datei ist größer als 1 MB. Teilen Sie sie auf: Eine Datei enthält höchstens 10.000 Kurse.',
  tooLargeTitle: 'Diese Datei ist zu groß',
  reading: (file) => `${file} wird gelesen`,
  otherFile: 'Andere Datei wählen',

  faultsTitle: (count) =>
    count === 1 ? 'Eine Zeile ist nicht lesbar' : `${formatCount(count)} Zeilen sind nicht lesbar`,
  faultsAtMost: 'Die ersten 100 Zeilen, die nicht lesbar sind',
  fileFault: 'Diese Datei ist nicht als Wechselkurse lesbar',
  faultsText: 'Es wurde nichts gespeichert. Berichtigen Sie die Datei, und wählen Sie sie noch einmal.',
  lineNumber: 'Zeile',
  reason: 'Was nicht stimmt',
  inFile: 'Die Zeile in der Datei',
  faults: 'Zeilen, die nicht lesbar sind',

  checked: 'Was der Import ändert',
  added: 'Neu',
  replaced: 'Ersetzt',
  unchanged: 'Unverändert',
  nothingNew: 'Alle diese Kurse gelten schon. Es gibt nichts zu importieren.',
  replacements: 'Kurse, die ersetzt werden',
  replacementsShown: (shown, all) => `Die ersten ${formatCount(shown)} von ${counted(all, 'Kurs', 'Kursen')}`,
  before: 'Jetzt',
  after: 'In der Datei',
  preview: 'Die ersten Zeilen',
  previewShown: (shown, all) => `${formatCount(shown)} von ${counted(all, 'Kurs', 'Kursen')}`,
  importCount: (count) => `${rates(count)} importieren`,

  replaceTitle: (count) => `${rates(count)} ersetzen?`,
  replaceText: (count, currencies) =>
    `${count === 1 ? 'Ein Kurs' : `${formatCount(count)} Kurse`} für ${listed(currencies)}, ${count === 1 ? 'der jetzt gilt, geht' : 'die jetzt gelten, gehen'} verloren. Der nächste Lauf rechnet mit den neuen Kursen, auch für vergangene Ereignisse; Segmente und Kennzahlen können sich ändern.`,
  replaceAction: 'Ersetzen und importieren',

  importing: (count) => `${rates(count)} ${count === 1 ? 'wird' : 'werden'} importiert`,
  canLeave: 'Sie können diese Seite verlassen; der Import läuft weiter.',
  failedTitle: 'Die Kurse konnten nicht gespeichert werden',
  failedText: 'Es wurde nichts geändert. Importieren Sie die Datei noch einmal.',
  importedTitle: (count) => `${rates(count)} ${count === 1 ? 'ist' : 'sind'} importiert`,
  importedText: 'Ein Lauf rechnet jetzt mit ihnen und bringt Segmente und Kennzahlen auf den neuesten Stand.',
  seeRates: 'Kurse ansehen',
  seeRuns: 'Lauf ansehen',
  importMore: 'Weitere Datei importieren',
};

function listed(currencies: string[]): string {
  const shown = currencies.length > 6 ? [...currencies.slice(0, 5), `${currencies.length - 5} weitere`] : currencies;
  return new Intl.ListFormat('de', { type: 'conjunction' }).format(shown);
}
