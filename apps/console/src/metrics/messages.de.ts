import { counted, formatCount, formatDecimal, formatShare } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

const segment = {
  label: 'Mitglieder eines Segments',
  description: 'Nur Kunden, die nach demselben Lauf darin sind.',
};
const everyone = {
  label: 'Alle',
  description: 'Alle bekannten Kunden; wer nichts getan hat, zählt als null.',
};

export const metrics: Messages['metrics'] = {
  measures: {
    values: {
      label: 'Werte der Kunden',
      description: 'Die Linie, über der die oberen 30 % liegen, ein Durchschnitt, ein Median.',
      empty: 'Wählen Sie ein Aggregat oder einen Ausdruck, und Sie sehen hier, wo die Linie liegt.',
    },
    events: {
      label: 'Alle Ereignisse zusammen',
      description: 'Der Umsatz des Monats, die Zahl der Kunden mit Bestellung.',
      empty: 'Wählen Sie eine Aktion, und Sie sehen hier, was herauskommt.',
    },
    formula: {
      label: 'Eine Formel',
      description: 'Aus anderen Kennzahlen: Umsatz je Bestellung, Anteil am Ganzen.',
      empty: 'Schreiben Sie eine Formel, und Sie sehen hier, was herauskommt.',
    },
  },
  statistics: {
    quantile: { label: 'Ein Quantil', help: 'Die Linie, die ein Anteil der Werte nicht überschreitet.' },
    median: { label: 'Der Median', help: 'Die Hälfte der Werte liegt darunter: das 0,5-Quantil.' },
    average: { label: 'Der Durchschnitt', help: 'Die Summe geteilt durch die Anzahl der Werte.' },
    sum: { label: 'Die Summe', help: 'Aller Werte, exakt.' },
    min: { label: 'Der niedrigste Wert', help: 'Der kleinste Wert, den jemand hat.' },
    max: { label: 'Der höchste Wert', help: 'Der größte Wert, den jemand hat.' },
    count: { label: 'Wie viele einen Wert haben', help: 'Die Anzahl der Kunden.' },
  },
  methods: {
    linear: {
      label: 'Anteilig zwischen beiden',
      help: 'Zwischen zwei Werten liegt die Linie anteilig, wie in Tabellenkalkulationen (inklusiv). Die übliche Wahl.',
    },
    lower: {
      label: 'Der niedrigere Wert',
      help: 'Die Linie ist immer ein Wert, den jemand hat: der niedrigere der beiden.',
    },
    higher: {
      label: 'Der höhere Wert',
      help: 'Die Linie ist immer ein Wert, den jemand hat: der höhere der beiden.',
    },
    inverted_cdf: {
      label: 'Der erste, der den Anteil erreicht',
      help: 'Der kleinste Wert, den mindestens dieser Anteil der Kunden nicht überschreitet.',
    },
    approximate: {
      label: 'Näherungsweise, für sehr große Mengen',
      help: 'Ein Wert, den jemand hat. Sein Platz in der Reihenfolge weicht um höchstens ein Tausendstel aller Werte ab: bei 0,7 liegt er zwischen 0,699 und 0,701.',
    },
  },
  populations: {
    aggregate: {
      active: {
        label: 'Alle mit mindestens einem',
        description: 'Kunden mit einem Ereignis, das zählt. Wer bei null steht, zieht die Linie nicht herunter.',
      },
      all: everyone,
      segment,
    },
    expression: {
      active: {
        label: 'Alle, die darin aktiv sind',
        description:
          'Kunden mit einem Ereignis, das in einem der Aggregate zählt. Wer bei null steht, zieht die Linie nicht herunter.',
      },
      all: everyone,
      segment,
    },
    events: {
      active: {
        label: 'Alle mit einem solchen Ereignis',
        description: 'Dasselbe wie alle: Andere haben kein Ereignis.',
      },
      all: { label: 'Alle', description: 'Alle bekannten Kunden.' },
      segment,
    },
  },

  emptyTitle: 'Eine Linie, die die Daten ziehen',
  emptyText:
    'Eine Kennzahl ist ein Wert für den ganzen Arbeitsbereich, etwa die Linie, über der die oberen 30 % der Käufer liegen. Segmente vergleichen mit ihr und folgen ihr, wenn sie sich verschiebt.',
  exampleFormula: '[Umsatz, dieser Monat] / [Bestellungen, dieser Monat]',
  exampleName: 'Linie der Vielkäufer',

  whatItMeasures: 'Was sie misst',
  valuesOf: 'Werte von',
  valuesOfHelp: 'Ein Aggregat oder ein Ausdruck: ein Wert je Kunde.',
  chooseValue: 'Aggregat oder Ausdruck auswählen',
  valueMissing: 'Wählen Sie ein Aggregat oder einen Ausdruck.',
  among: 'Unter',
  segment: 'Segment',
  chooseSegment: 'Segment auswählen',
  segmentMissing: 'Wählen Sie ein Segment.',
  madeOfThem: 'Was daraus berechnet wird',
  onlyCounted: 'Die Werte sind keine Zahlen und lassen sich nur zählen.',
  whereLineLies: 'Wo die Linie liegt',
  quantile: 'Quantil',
  topAbove: 'Darüber liegen die oberen (%)',
  quantileSlider: 'Quantil, als Schieberegler',
  betweenTwoValues: 'Zwischen zwei Werten',

  theLine: 'Die Linie',
  theValue: 'Der Wert',
  noValue: 'Kein Wert',
  asOfRun: 'Stand {instant}, Lauf {run}.',
  lineNotDrawn: 'Noch nicht berechnet. Der nächste Lauf zieht sie.',
  valueNotComputed: 'Noch nicht berechnet. Der nächste Lauf berechnet ihn.',
  dragLine: 'Ziehen Sie die Linie, oder verschieben Sie sie mit den Pfeiltasten.',
  formulaHasNoValue:
    'Eine der Kennzahlen hat keinen Wert, oder es wird durch null geteilt. Mit keinem Wert lässt sich nichts vergleichen.',
  eventsHaveNoValue:
    'Kein Ereignis zählt, also gibt es nichts zu berechnen. Mit keinem Wert lässt sich nichts vergleichen.',

  cutLine: 'Schnittlinie',
  quantileAndTop: (level, top) => `Quantil ${formatDecimal(level)}, die oberen ${formatDecimal(top)} %`,
  histogramWithoutLine: 'Histogramm; die Kennzahl hat keinen Wert',
  histogram: (line, below, on, above) =>
    `Histogramm mit der Schnittlinie bei ${formatDecimal(line)}: ${counted(below, 'Kunde', 'Kunden')} darunter, ${formatCount(on)} genau darauf, ${formatCount(above)} darüber`,
  parts: { below: 'Darunter', on: 'Genau darauf', above: 'Darüber' },
  ties: ({ value, profiles, on, above }) =>
    `${counted(on, 'Kunde liegt', 'Kunden liegen')} genau bei ${formatDecimal(value)}: „größer als“ schließt sie aus (${formatCount(above)}, ${formatShare(above / profiles)}), „mindestens“ schließt sie ein (${formatCount(above + on)}, ${formatShare((above + on) / profiles)}).`,
  nobodyHasValue: 'Niemand hat einen Wert. Daher gibt es keine Linie, und nichts lässt sich mit ihr vergleichen.',

  overTime: 'Verlauf',
  changedOverRuns: (runs) => `Wann sie sich geändert hat, über ${counted(runs, 'Lauf', 'Läufe')}`,
  noRunYet: 'Noch kein Lauf hat sie berechnet.',
  asOf: 'Stand',
  run: 'Lauf',
  version: 'Version',
  value: 'Wert',
};
