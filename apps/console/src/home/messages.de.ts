import { counted, formatCount } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

export const home: Messages['home'] = {
  overview: 'Übersicht',
  whatIsHere: 'Was es hier gibt',
  knownProfiles: 'Bekannte Profile',
  events: 'Ereignisse',
  segments: 'Segmente',
  definitions: 'Definitionen',
  whichDefinitions: 'Segmente, Kennzahlen, Aggregate',

  allSegments: 'Alle Segmente',
  asOf: 'Stand: {time}',
  waitsForFirstRun: 'Wartet auf den ersten Lauf',

  demoFilling: 'Der Demo-Shop wird gefüllt',
  thisIsDemo: 'Das ist ein Demo-Shop',
  demoWaits: (part) =>
    `${part}; gleich danach folgen die Kunden und Käufe des Shops. Sie können sich schon einmal umsehen.`,
  demoSoFar: (customers, events) =>
    `Bisher ${counted(customers, 'Kunde', 'Kunden')} und ${counted(events, 'Ereignis', 'Ereignisse')}. Sobald alles da ist, zeigt sich, wer viel kauft und wer damit aufgehört hat.`,
  demoAbout: (customers) =>
    `Zwei Jahre eines erfundenen Shops: ${formatCount(customers)} Kunden mit ihren Besuchen und Käufen. Sehen Sie nach, wer am meisten kauft und wer davon gerade abwandert. Importieren Sie dann Ihre eigenen Daten.`,
  fillingDemo: 'Demo-Shop wird gefüllt',
  ownData: 'Mit eigenen Daten beginnen',
  removeDemo: 'Demo-Shop entfernen …',

  firstSteps: 'Von der Datei zu Ihren besten Kunden',
  importStep: {
    title: 'Importieren Sie, was Ihre Kunden getan haben',
    text: 'Eine CSV-Datei: wer, wann, was und für wie viel.',
  },
  countStep: {
    title: 'Zählen Sie es für jeden Kunden',
    text: 'Ein Aggregat, zum Beispiel die Käufe der letzten 365 Tage.',
  },
  lineStep: {
    title: 'Lassen Sie die Daten eine Linie ziehen',
    text: 'Eine Kennzahl: Über ihr liegen die obersten 30 %.',
  },
  segmentStep: {
    title: 'Bilden Sie das Segment',
    text: 'Alle über der Linie. Es bleibt richtig, wenn neue Daten kommen.',
  },
  done: '(erledigt)',
};
