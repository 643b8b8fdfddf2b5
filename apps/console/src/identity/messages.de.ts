import type { Messages } from '../language/messages.ts';

export const identity: Messages['identity'] = {
  title: 'Konflikte und Zusammenführungen',
  tabs: { conflicts: 'Konflikte', merges: 'Zusammenführungen' },

  conflictsAre:
    'Eine Nachricht, die zwei Kundennummern nennt, ist ein Konflikt: Cutline macht nie von sich aus aus zwei Kunden einen. Sehen Sie beide an, und entscheiden Sie.',
  noConflicts: 'Keine Konflikte',
  noConflictsText:
    'Nichts, was eingegangen ist, legt zwei Kundennummern in ein Profil. Sollte es einmal so sein, steht es hier, und nichts wird ohne Sie zusammengeführt.',
  noDismissed: 'Keiner wurde getrennt gelassen.',
  show: 'Welche Konflikte',
  open: 'Offen',
  dismissed: 'Getrennt gelassen',
  claims: '{from} und {to} standen in einer Nachricht',
  said: (source) => `{when}, Quelle: ${source}`,
  mergeTwo: 'Beide zusammenführen',
  leaveApart: 'Getrennt lassen',
  restore: 'Wieder als offen zeigen',
  leftApart: 'Bleiben getrennt',
  restored: 'Wieder offen',

  noMerges: 'Nichts wurde zusammengeführt',
  noMergesText:
    'Hier stehen Zusammenführungen von Hand und Aliasse aus Nachrichten; 30 Tage lang lassen sie sich rückgängig machen. Ein anonymer Besuch, der sich anmeldet, ist keine Zusammenführung.',
  merged: '{from} ging in {into} auf',
  byPerson: (name) => `Zusammengeführt von ${name}`,
  bySomebody: 'Von Hand zusammengeführt',
  byAlias: 'Durch eine Alias-Nachricht',
  undo: 'Rückgängig',
  undoMerge: (from, into) => `Zusammenführung von ${from} mit ${into} rückgängig machen`,
  undoUntil: 'Lässt sich bis {until} rückgängig machen',
  undone: 'Rückgängig gemacht',
  undoneBy: (name) => (name ? `Rückgängig gemacht {when} von ${name}` : 'Rückgängig gemacht {when}'),
  undoTitle: 'Diese Zusammenführung rückgängig machen?',
  undoText: (from, into) =>
    `${from} und ${into} werden wieder zwei Profile, jedes mit dem, was darüber gesagt wurde. Was andere Nachrichten über beide als eine Person sagen, gilt weiter.`,
  undoAction: 'Rückgängig machen',

  mergeWith: 'Mit einem anderen Profil zusammenführen …',
  mergeTitle: 'Zwei Profile zusammenführen',
  mergeText: 'Suchen Sie das Profil derselben Person, und vergleichen Sie beide, bevor sie eines werden.',
  searchOther: 'Das andere Profil suchen',
  searchedBy: 'Kundennummer, E-Mail, Telefon oder anonyme Kennung',
  noneFound: 'Kein anderes Profil hat eine Kennung, die so beginnt.',
  choose: 'Vergleichen',
  chooseProfile: (name) => `Mit ${name} vergleichen`,
  another: 'Ein anderes Profil',
  compare: 'Beide Profile nebeneinander',
  thisOne: 'geht auf in',
  thatOne: 'bleibt',
  swap: 'Das andere behalten',
  rows: {
    name: 'Bezeichnung',
    customId: 'Kundennummer',
    email: 'E-Mail',
    phone: 'Telefon',
    anonymousId: 'Anonyme Kennung',
    events: 'Ereignisse',
    lastEvent: 'Letztes Ereignis',
    segments: 'Segmente',
  },
  confirmTitle: 'Diese beiden zusammenführen?',
  confirmText: (from, into) =>
    `${from} geht in ${into} auf: ein Profil mit den Ereignissen, Attributen und Einwilligungen beider. 30 Tage lang lässt es sich rückgängig machen.`,
  confirmAction: 'Zusammenführen',

  underWay: 'Läuft: Es gilt mit dem nächsten Stapel, meist in einer Sekunde.',
  slow: 'Es dauert länger als üblich. Es ist vermerkt und gilt, sobald wieder Daten ankommen.',
  mergedNow: (from, into) => `${from} gehört jetzt zu ${into}`,
  undoneNow: (from, into) => `${from} und ${into} sind wieder zwei Profile`,
  ofProfile: (name) => `von ${name}`,
};
