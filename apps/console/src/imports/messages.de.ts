import { counted, formatBytes, formatCount, formatShare } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

export const imports: Messages['imports'] = {
  imports: 'Importe',
  import: 'Import',
  backTo: 'Importe',
  importFile: 'Datei importieren',
  bringData: 'Importieren Sie Ihre eigenen Daten',
  whatToBring:
    'Eine CSV-Datei mit einer Zeile für alles, was jemand getan hat: wer, wann, was und für wie viel. Sie sehen jede Spalte, bevor etwas gespeichert wird.',
  chooseFile: 'Datei auswählen',
  uploaded: (bytes) => `${formatBytes(bytes)}, {time} hochgeladen`,
  acceptedRows: (rows) => `${formatCount(rows)} übernommen`,
  rejectedOfThem: (rows) => `${formatCount(rows)} abgelehnt`,
  progressOf: (file) => `Fortschritt von ${file}`,
  status: {
    uploaded: 'Zuordnung offen',
    running: 'Läuft',
    completed: 'Abgeschlossen',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
  },

  stepsOfImport: 'Schritte des Imports',
  steps: { choose: 'Datei auswählen', map: 'Spalten zuordnen', check: 'Stichprobe prüfen', import: 'Importieren' },

  dropFile: 'CSV-Datei hierher ziehen oder auswählen',
  whatFile:
    'Eine Zeile für alles, was jemand getan hat, mit den Namen der Spalten in der ersten Zeile. Bis zu 10 GB. Nichts wird als Ereignis gespeichert, bevor Sie gesehen haben, wie es gelesen wird.',
  csvFile: 'CSV-Datei',
  sent: (bytes, all) => `${formatBytes(bytes)} von ${formatBytes(all)}`,
  uploading: (share) => `Wird hochgeladen, ${formatShare(share)}`,
  stop: 'Abbrechen',

  importedBefore: 'Diese Datei wurde schon einmal importiert.',
  storedTwice: 'Zeilen ohne Nachrichten-ID würden ein zweites Mal gespeichert, als weitere Ereignisse.',
  seeEarlier: 'Früheren Import ansehen',

  readingFile: 'Die Datei wird gelesen',
  whatIsWhere: 'Was steht in welcher Spalte?',
  guessed: 'Das ist unsere Vermutung; bitte berichtigen Sie, was nicht stimmt.',
  empty: 'leer',
  columnIs: (column) => `Spalte ${column} ist`,
  parameterName: (column) => `Name des Parameters aus ${column}`,
  typeOf: (column) => `Typ von ${column}`,
  columns: {
    customId: 'Kundennummer',
    email: 'E-Mail',
    phone: 'Telefon',
    time: 'Zeitpunkt',
    action: 'Aktion',
    revenue: 'Umsatz',
    currency: 'Währung',
    orderId: 'Bestellnummer',
    messageId: 'Nachrichten-ID',
  },
  anotherParameter: 'Weiterer Parameter',
  leaveOut: 'Auslassen',
  types: {
    string: 'Text',
    number: 'Zahl',
    integer: 'ganze Zahl',
    boolean: 'ja oder nein',
    datetime: 'Datum und Uhrzeit',
  },

  howRead: 'Wie die Datei gelesen wird',
  timesWrittenAs: 'Schreibweise der Zeitangaben',
  timeFormats: {
    iso: 'Datum und Uhrzeit, 2026-11-21T20:31',
    date: 'Datum, 2026-11-21 oder 20261121',
    dmy: 'Tag zuerst, 21.11.2026',
    mdy: 'Monat zuerst, 11/21/2026',
    unix: 'Sekunden seit 1970',
    unixMillis: 'Millisekunden seit 1970',
  },
  timesWithoutZone: 'Zeitzone, wo keine angegeben ist',
  actionOfAll: 'Aktion aller Zeilen',
  whatAction: 'Was Ihre Kunden getan haben, zum Beispiel transaction.charge für einen Kauf.',
  currencyOfAll: 'Währung aller Beträge',
  emptyCurrency: (currency) => `Leer: ${currency}, die Währung des Arbeitsbereichs.`,
  decimalMark: 'Dezimaltrennzeichen',
  point: 'Punkt, 12.50',
  comma: 'Komma, 12,50',

  missing: {
    whose:
      'Geben Sie an, zu wem das Ereignis einer Zeile gehört: Kennzeichnen Sie eine Spalte als Kundennummer, E-Mail oder Telefon.',
    when: 'Geben Sie an, wann es geschah: Kennzeichnen Sie eine Spalte als Zeitpunkt.',
    what: 'Geben Sie an, was geschah: Kennzeichnen Sie eine Spalte als Aktion, oder nennen Sie eine für alle Zeilen.',
    sameName: 'Zwei Parameter haben denselben Namen: Benennen Sie einen um, oder lassen Sie ihn aus.',
    revenue:
      '„revenue“ hat einen eigenen Platz: Kennzeichnen Sie die Spalte als Umsatz, oder benennen Sie den Parameter um.',
    noName: 'Ein Parameter hat keinen Namen.',
  },
  changeMapping: 'Zuordnung ändern',
  start: 'Import starten',

  asStored: 'So würde es gespeichert',
  readingSample: 'Eine Stichprobe wird gelesen',
  allStored: (rows) =>
    rows === 1
      ? 'Die erste Zeile würde gespeichert.'
      : `Von den ersten ${formatCount(rows)} Zeilen würden alle gespeichert.`,
  someRejected: (rows, rejected) =>
    `Von ${counted(rows, 'geprüften Zeile', 'geprüften Zeilen')} ${rejected === 1 ? 'würde' : 'würden'} ${formatCount(rejected)} abgelehnt. Berichtigen Sie die Zuordnung, oder fahren Sie fort: Abgelehnte Zeilen werden mit ihrem Grund aufgelistet und ausgelassen.`,
  sample: 'Stichprobe',
  line: 'Zeile',
  timeIn: (zone) => `Zeitpunkt (${zone})`,
  inColumn: (column) => `(Spalte ${column})`,

  loading: 'Der Import wird geladen',
  progress: 'Fortschritt',
  importing: (share) => `Wird importiert … ${formatShare(share)}`,
  importingShare: (share) => `Wird importiert, ${formatShare(share)}`,
  imported: (events) => `${counted(events, 'Ereignis', 'Ereignisse')} importiert`,
  stopped: 'Der Import ist fehlgeschlagen',
  stoppedBecause: (reason) => `${reason} Was bis dahin übernommen wurde, bleibt erhalten.`,
  reasonUnknown: 'Der Grund wurde nicht festgehalten.',
  accepted: 'Übernommen',
  rejected: 'Abgelehnt',
  rowsPerSecond: 'Zeilen pro Sekunde',
  took: 'Dauer',
  timeLeft: 'Verbleibende Zeit',
  size: 'Größe',
  goesOn: 'Sie können diese Seite verlassen; der Import läuft weiter.',
  whatNext: 'Und nun? Ein Lauf bringt Segmente und Kennzahlen gerade auf den neuesten Stand.',
  countSomething: 'Etwas für jeden Kunden zählen',
  lookAtProfiles: 'Profile ansehen',
  seeRun: 'Lauf ansehen',
  cancelling: 'Abbrechen …',
  cancelThis: 'Diesen Import abbrechen?',
  cancelImport: 'Import abbrechen',
  whatCancelDoes: (events, file) =>
    `${events === 1 ? 'Das bisher übernommene Ereignis bleibt' : `Die ${formatCount(events)} bisher übernommenen Ereignisse bleiben`} erhalten. Der Rest von „${file}“ wird nicht gelesen.`,

  rejectedCount: (rows) => counted(rows, 'abgelehnte Zeile', 'abgelehnte Zeilen'),
  rejectedRows: 'Abgelehnte Zeilen',
  download: 'Als CSV herunterladen',
  reason: 'Grund',
  column: 'Spalte',
  rowInFile: 'Die Zeile in der Datei',
};
