import type { DefinitionKind } from '../api/contract.ts';
import { counted, formatCount } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';
import { fieldsInGerman } from './messages-of-fields.de.ts';

const kinds: Record<DefinitionKind, { one: string; many: string }> = {
  segment: { one: 'Segment', many: 'Segmente' },
  metric: { one: 'Kennzahl', many: 'Kennzahlen' },
  expression: { one: 'Ausdruck', many: 'Ausdrücke' },
  aggregate: { one: 'Aggregat', many: 'Aggregate' },
};
/** Articles and adjectives agree with the kind. */
const the: Record<DefinitionKind, string> = {
  segment: 'Das Segment',
  metric: 'Die Kennzahl',
  expression: 'Der Ausdruck',
  aggregate: 'Das Aggregat',
};
const aNew: Record<DefinitionKind, string> = {
  segment: 'Neues Segment',
  metric: 'Neue Kennzahl',
  expression: 'Neuer Ausdruck',
  aggregate: 'Neues Aggregat',
};
const first: Record<DefinitionKind, string> = {
  segment: 'Erstes Segment',
  metric: 'Erste Kennzahl',
  expression: 'Ersten Ausdruck',
  aggregate: 'Erstes Aggregat',
};

export const definitions: Messages['definitions'] = {
  kinds,
  fields: fieldsInGerman,

  newOne: (kind) => aNew[kind],
  newOneUnnamed: (kind) => `${aNew[kind]} …`,
  newOneNamed: (kind, name) => `${aNew[kind]} „${name}“`,
  createFirst: (kind) => `${first[kind]} anlegen`,
  change: 'Ändern',
  changeOne: (kind) => `${kinds[kind].one} ändern`,
  changeNamed: (name) => `„${name}“ ändern`,
  backToOne: (kind) => kinds[kind].one,
  backToAll: (kind) => kinds[kind].many,
  named: (kind, name) => `${kinds[kind].one} „${name}“`,

  search: 'Suchen …',
  searchKind: (kind) => `${kinds[kind].many} durchsuchen`,
  found: (count, kind) => counted(count, kinds[kind].one, kinds[kind].many),
  nothingNamed: (name) => `Nichts heißt „${name}“.`,
  nothingFound: 'Nichts heißt so.',
  choose: 'Auswählen …',
  chosen: (label, name) => `${label}: ${name}`,
  aboveAndOn: (above, on) => `${formatCount(above)} darüber, ${formatCount(on)} genau darauf`,
  notComputed: 'Noch nicht berechnet',
  usedByCount: (count) => `${formatCount(count)}-mal verwendet`,
  notUsed: 'Nicht verwendet',

  name: 'Name',
  nameMissing: 'Geben Sie einen Namen ein.',
  useName: 'Namen übernehmen',
  description: 'Beschreibung',
  optional: 'Optional',
  somethingMissing: 'Oben fehlt noch etwas.',
  publish: (kind) => `${kinds[kind].one} veröffentlichen`,
  publishNew: 'Neue Version veröffentlichen',
  published: (kind) => `${the[kind]} ist veröffentlicht`,
  versionPublished: (version) => `Version ${version} ist veröffentlicht`,
  valuesOnTheirWay: 'Die Werte werden berechnet.',

  preview: 'Vorschau',
  countingAgain: (asOf, timeZone) => `Wird neu gezählt …, Stand ${asOf} (${timeZone})`,
  countedJustNow: (asOf, timeZone) => `Gerade gezählt, Stand ${asOf} (${timeZone})`,

  conflict: {
    title: 'Jemand anderes hat eine neue Version veröffentlicht',
    what: 'Version {version} von „{name}“ wurde {when} veröffentlicht, nachdem Sie begonnen hatten. Von Ihren Änderungen ist noch nichts verloren:',
    theirs: 'Die andere Version:',
    dropMine: 'Meine verwerfen, die andere zeigen',
    publishMine: (version) => `Meine als Version ${version} veröffentlichen`,
  },

  moreActions: 'Weitere Aktionen',
  copyAsJson: 'Als JSON kopieren',
  copied: 'Kopiert',
  copiedHelp: 'Die Definition liegt als JSON in der Zwischenablage.',
  deleting: {
    ask: 'Löschen …',
    title: (name) => `„${name}“ löschen?`,
    action: 'Löschen',
    stillUsed: 'Löschen ist nicht möglich, solange dies hier darauf aufbaut. Ändern oder löschen Sie es zuerst:',
    lost: (kind, versions) =>
      `${the[kind]}, ${counted(versions, 'Version', 'Versionen')} und der Verlauf werden nicht mehr angezeigt. Das lässt sich nicht rückgängig machen.`,
    done: (name) => `„${name}“ ist gelöscht`,
  },

  madeOf: 'Besteht aus',
  madeOfNothing: 'Nichts weiter: gelesen werden Ereignisse.',
  usedBy: 'Verwendet von',
  usedByNothing: 'Noch nirgends.',

  spread: 'Wie sich die Kunden verteilen',
  asOf: 'Stand {instant}.',
  valuesNotComputed: 'Noch nicht berechnet. Das erledigt der nächste Lauf.',

  versions: {
    title: 'Versionen',
    version: (version) => `Version ${version}`,
    versionPublished: (version) => `Version ${version}, veröffentlicht`,
    published: 'Veröffentlicht',
    compare: 'Vergleichen',
    compareVersion: (version) => `Version ${version} vergleichen`,
    both: (older, newer) => `Version ${older} und Version ${newer}`,
    whatDiffers: 'Was sich unterscheidet',
    nothingDiffers: 'Nichts: Beide sagen dasselbe.',
    where: 'Wo',
    before: 'Damals',
    now: 'Jetzt',
    close: 'Schließen',
    restore: (version) => `Version ${version} wiederherstellen`,
    restored: (version) => `Als Version ${version} wiederhergestellt`,
    restoredHelp: (version) => `Es gilt wieder, was Version ${version} sagte.`,
  },
  leave: 'Ohne Veröffentlichen verlassen? Was Sie hier geändert haben, geht verloren.',
};
