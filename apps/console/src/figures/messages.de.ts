import type { Messages } from '../language/messages.ts';
import { counted, formatDecimal } from './number.ts';

export const figures: Messages['figures'] = {
  valueTypes: {
    string: 'Text',
    boolean: 'Ja oder Nein',
    integer: 'ganze Zahl',
    number: 'Zahl',
    money: 'Betrag',
    datetime: 'Datum',
    list: 'Liste',
  },
  yes: 'ja',
  no: 'nein',
  noValue: 'kein Wert',
  empty: '(leer)',
  emptyList: '(leere Liste)',
  justNow: 'gerade eben',
  customers: 'Kunden',
  mean: 'Durchschnitt',
  highest: 'Höchster Wert',
  atZero: 'Bei null',
  nobodyHasAValue: 'Hier hat niemand einen Wert.',
  mostCommon: 'Die häufigsten Werte',
  noHistory: 'Noch kein Verlauf',
  history: (from, to, runs) => `Von ${formatDecimal(from)} auf ${formatDecimal(to)} in ${runs} Läufen`,
  tallestBar: (profiles) => `höchster Balken: ${profiles}`,
  bar: (from, to, profiles) => `${from === to ? from : `${from} bis ${to}`}: ${counted(profiles, 'Kunde', 'Kunden')}`,
  histogram: (profiles, lowest, highest, mean) =>
    `Histogramm über ${counted(profiles, 'Kunden', 'Kunden')}: von ${lowest} bis ${highest}, Durchschnitt ${mean}`,
};
