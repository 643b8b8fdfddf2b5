import { counted, formatCount } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

const triggers: Messages['runs']['triggers'] = {
  manual: 'Von Hand gestartet',
  schedule: 'Nach Zeitplan',
  import: 'Nach einem Import',
  publish: 'Nach dem Veröffentlichen',
  demo: 'Demo-Shop',
};

export const runs: Messages['runs'] = {
  triggers,
  statuses: {
    waiting: 'Wartet',
    running: 'Läuft',
    completed: 'Abgeschlossen',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    skipped: 'Übersprungen',
  },
  title: 'Läufe',
  list: 'Läufe',
  one: 'Lauf',
  numbered: (number) => `Lauf ${number}`,
  underWay: (run, steps) =>
    `Lauf ${run}${steps ? `: Schritt ${steps.at} von ${steps.of}` : ''}${steps?.title ? `, ${steps.title}` : ''}`,
  stepsDone: (done, of) => `Schritt ${done} von ${of}`,
  status: 'Status',
  asOf: 'Stand',
  asOfIn: (timeZone) => `Stand (${timeZone})`,
  why: 'Anlass',
  entered: 'Eingetreten',
  left: 'Ausgetreten',
  took: 'Dauer',
  since: 'Seit',
  started: 'Begonnen',
  summary: 'Überblick',
  startedAndRead: (trigger, known) =>
    `${triggers[trigger]}, begonnen am {started}. Gelesen wurden die Daten bis Stapel ${formatCount(known)}.`,
  loading: 'Der Lauf wird geladen',
  steps: 'Schritte',
  knownProfiles: 'Bekannte Profile',
  publish: 'Veröffentlichen',
  metrics: (metrics) => counted(metrics, 'Kennzahl', 'Kennzahlen'),
  segments: (segments) => counted(segments, 'Segment', 'Segmente'),
  newEventsOf: (actions) => `Neue Ereignisse: ${actions}`,
  rulesOn: (rules, actions) => `${counted(rules, 'Regel', 'Regeln')} zu ${actions}`,
  attributes: 'Attributen',
  constants: 'festen Werten',
  planBeingMade: 'Der Plan wird erstellt.',
  reasonNotRecorded: 'Der Grund wurde nicht festgehalten.',
  noneYet: 'Noch wurde nichts berechnet',
  whatRunsDo:
    'Ein Lauf berechnet alle Kennzahlen und Segmente für einen Zeitpunkt, aus denselben Daten. Er startet von selbst: stündlich, nach einem Import und nach dem Veröffentlichen.',
  runNow: 'Jetzt berechnen',
  asOfTheEndOf: 'Stand am Ende des Tages',
  optional: 'Optional',
  emptyMeansNow: (timeZone) => `Leer: jetzt. Tage zählen in der Zeitzone ${timeZone}.`,
  start: 'Lauf starten',
  hasStarted: 'Der Lauf hat begonnen',
  isQueued: 'Der Lauf wartet, bis er an der Reihe ist',
  beginsAfterTheOther: 'Er beginnt, sobald der laufende beendet ist.',
};
