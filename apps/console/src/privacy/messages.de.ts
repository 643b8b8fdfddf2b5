import { counted, formatCount } from '../figures/number.ts';
import type { privacy as english } from './messages.en.ts';

export const privacy: typeof english = {
  privacy: 'Datenschutz',
  onlyAdministrators:
    'Nur Administratoren können Personen exportieren und löschen und sagen, wie lange Ereignisse bleiben.',
  exportPerson: 'Alles exportieren',
  erasePerson: 'Diese Person löschen …',

  erasures: 'Löschungen',
  erasuresText:
    'Wer vergessen werden möchte, wird aus allen Speichern gelöscht. Was später von der Person kommt, bleibt unbeachtet, bis Sie sie freigeben.',
  eraseSomebody: 'Jemanden löschen',
  noErasures: 'Niemand wurde gelöscht',
  noErasuresText:
    'Löschen Sie eine Person hier über eine Kennung oder auf ihrem Profil. Sie erhalten einen Beleg, der niemanden nennt.',
  statuses: { running: 'Läuft', completed: 'Gelöscht', failed: 'Gescheitert' },
  requested: 'Verlangt {time}',
  by: (name: string) => `von ${name}`,
  byKey: 'von einem API-Schlüssel',
  finished: 'abgeschlossen {time}',
  keptOut: (count: number) => `${counted(count, 'Kennung', 'Kennungen')} ausgesperrt`,
  released: 'Freigegeben {time}',
  rowsErased: (rows: number, files: number) =>
    `${counted(rows, 'Zeile', 'Zeilen')}${files ? ` und ${counted(files, 'hochgeladene Datei', 'hochgeladene Dateien')}` : ''} gelöscht`,
  receipt: 'Beleg',
  downloadReceipt: (day: string) => `Beleg vom ${day} herunterladen`,
  retry: 'Noch einmal versuchen',
  retried: 'Die Löschung wird noch einmal versucht',
  release: 'Freigeben …',
  releaseOf: (day: string) => `Die Löschung vom ${day} freigeben`,
  releaseTitle: 'Diese Person wieder zulassen?',
  releaseText:
    'Was ab jetzt von ihr kommt, wird angenommen wie von jedem neuen Menschen. Gelöschtes kommt nicht zurück. Um sie später wieder auszusperren, löschen Sie sie erneut.',
  releaseAction: 'Freigeben',
  isReleased: 'Die Person ist wieder zugelassen',

  kind: 'Art der Kennung',
  kinds: { customId: 'Kundennummer', email: 'E-Mail', phone: 'Telefon', anonymousId: 'Anonyme Kennung' },
  identifier: 'Kennung',
  look: 'Nachsehen, wer das ist',
  eraseTitle: 'Eine Person löschen?',
  eraseText: 'Sie verschwindet aus allen Speichern und kann nicht zurückgeholt werden.',
  namesNobody: 'Niemand hier hat diese Kennung. Sie wird ausgesperrt, sodass nichts von der Person hereinkommt.',
  thesePeople: 'Alles unter diesen Kennungen wird gelöscht:',
  lost: (events: number, values: number, segments: number) =>
    `${counted(events, 'Ereignis', 'Ereignisse')}, ${counted(values, 'Wert', 'Werte')} von Attributen und Einwilligungen und die Zugehörigkeit zu ${counted(segments, 'Segment', 'Segmenten')} gehen verloren. Veröffentlichte Summen bleiben.`,
  mentioned: 'Diese Definitionen nennen die Person und bleiben. Ändern Sie sie selbst:',
  eraseAction: 'Endgültig löschen',
  beingErased: 'Die Person wird gelöscht',
  beingErasedText: 'Ab jetzt wird nichts Neues von ihr angenommen.',

  retention: 'Wie lange Ereignisse bleiben',
  retentionText: (zone: string) =>
    `Ereignisse eines Namens können gelöscht werden, wenn sie älter sind, als Sie sie brauchen. Das geschieht jede Nacht um 03:00 (${zone}). Die ohne Regel bleiben für immer.`,
  addRule: 'Regel hinzufügen',
  noRules: 'Alles bleibt für immer',
  noRulesText: 'Legen Sie eine Regel für Ereignisse an, die Sie nur eine Weile brauchen, etwa Seitenaufrufe.',
  event: 'Ereignis',
  days: 'Tage',
  olderThan: (days: number) => `Gelöscht, wenn älter als ${counted(days, 'Tag', 'Tage')}`,
  applied: (deleted: number) => `${counted(deleted, 'Ereignis', 'Ereignisse')} gelöscht {time}`,
  notApplied: 'Zum ersten Mal angewendet {time}',
  removeRule: 'Entfernen …',
  removeRuleOf: (action: string) => `Die Regel für ${action} entfernen`,
  removeRuleTitle: (action: string) => `${action} für immer behalten?`,
  removeRuleText: 'Ab jetzt werden keine dieser Ereignisse mehr gelöscht. Gelöschte kommen nicht zurück.',
  removeRuleAction: 'Für immer behalten',
  ruleRemoved: (action: string) => `${action} bleibt für immer`,
  next: 'Weiter',
  confirmRule: (action: string, days: number) => `${action} löschen, wenn älter als ${counted(days, 'Tag', 'Tage')}?`,
  wouldGo: (events: number) =>
    events === 0
      ? 'Kein Ereignis ist heute so alt.'
      : `${counted(events, 'Ereignis', 'Ereignisse')} von vor dem {day} ${events === 1 ? 'wird' : 'werden'} in der nächsten Nacht gelöscht.`,
  andLater:
    'Danach gehen jede Nacht auch die, die inzwischen älter geworden sind. Gelöschte Ereignisse können nicht zurückgeholt werden.',
  saveRule: 'Ab jetzt löschen',
  ruleSaved: (action: string, days: number) => `${action} bleibt ${formatCount(days)} Tage`,
};
