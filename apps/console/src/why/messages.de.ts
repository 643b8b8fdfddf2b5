import { counted, formatCount, formatDecimal } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

/** `line` is in the dative: “der Linie bei 4”. */
const distances: Messages['why']['distances'] = {
  above: (far, line) => `${far} über ${line}`,
  below: (far, line) => `${far} unter ${line}`,
  over: (far, line) => `${far} über ${line}`,
  shortOf: (far, line) => `${far} unter ${line}`,
  exactly: (_, line) => `genau auf ${line}`,
  notBeyond: () => 'genau auf der Linie, was nicht reicht',
  within: () => 'innerhalb des Bereichs',
  aboveRange: (far) => `${far} über dem Bereich`,
  belowRange: (far) => `${far} unter dem Bereich`,
  tooMuch: (far) => `${far} zu viel`,
  tooLittle: (far) => `${far} zu wenig`,
};

const bracketed = (distance: string): string => distance && ` (${distance})`;

/** Clauses that end in their verb, for after “weil”. */
const facts: Messages['why']['facts'] = {
  inSegment: (name) => `das Profil in „${name}“ ist`,
  notInSegment: (name) => `das Profil nicht in „${name}“ ist`,
  agreed: (channel) => `eine Einwilligung für „${channel}“ vorliegt`,
  notAgreed: (channel) => `keine Einwilligung für „${channel}“ vorliegt`,
  wentThrough: (sequence) => `die Abfolge „${sequence}“ vorkam`,
  neverWentThrough: (sequence) => `die Abfolge „${sequence}“ nie vorkam`,
  neverDid: (event) => `„${event}“ nie vorkam`,
  did: (event, times, distance) => `„${event}“ ${formatCount(times)}-mal vorkam${bracketed(distance)}`,
  noValue: (name) => `„${name}“ keinen Wert hat`,
  value: (name, value, distance) => `„${name}“ den Wert ${value} hat${bracketed(distance)}`,
  everyone: 'es alle enthält',
  nobody: 'es niemanden enthält',
};

const ranks: Messages['why']['ranks'] = {
  noValue: (name, kept) => `„${name}“ keinen Wert hat und die Auswahl auf ${kept} begrenzt ist`,
  nobodyRanked: (name) => `niemand einen Wert für „${name}“ hat, nach dem sich ordnen ließe`,
  level: (own, { level, kept }, member) =>
    `der Wert ${own} genau auf der Linie liegt und von ${formatCount(level)} gleichauf Liegenden nur ${formatCount(kept)} ${kept === 1 ? 'bleibt' : 'bleiben'}, ${member ? `${kept === 1 ? 'nämlich' : 'darunter'} dieses Profil` : 'dieses Profil aber nicht'}`,
  line: (kept, at, own, distance) => `die Linie für ${kept} bei ${at} liegt und der Wert hier ${own} ist (${distance})`,
};

const verdicts: Messages['why']['verdicts'] = {
  anonymous:
    'Nicht im Segment, weil dieses Profil nur eine anonyme Kennung hat und das Segment nur bekannte Kunden enthält.',
  out: (because) => `Nicht im Segment, weil ${because}.`,
  outByRank: (rank) => `Nicht im Segment trotz zutreffender Regeln, weil ${rank}.`,
  in: (because) => `Im Segment, weil ${because}.`,
  inByRank: (because, rank) => `Im Segment, weil ${because}, und weil ${rank}.`,
  all: (clauses, more) => {
    if (more > 0)
      return `${clauses.join(', ')}, sowie ${more === 1 ? 'aus einem weiteren Grund' : `aus ${formatCount(more)} weiteren Gründen`}`;
    return clauses.length > 1 ? `${clauses.slice(0, -1).join(', ')} und ${clauses.at(-1)}` : (clauses[0] ?? '');
  },
};

export const why: Messages['why'] = {
  distances,
  facts,
  ranks,
  verdicts,
  line: 'der Linie',
  lineAt: (value) => `der Linie bei ${value}`,
  lineAtValueOf: (value, name) => `der Linie „${name}“ bei ${value}`,
  // The same in the nominative and the accusative.
  kept: (keep, take, name) => {
    if (take.type === 'count' && take.count === 1)
      return `${keep === 'top' ? 'die Nummer 1' : 'das Schlusslicht'} nach „${name}“`;
    const many = take.type === 'count' ? formatCount(take.count) : `${formatDecimal(take.percent)} %`;
    return `die ${keep === 'top' ? 'Top' : 'letzten'} ${many} nach „${name}“`;
  },

  title: (person, segment) => `${person} und „${segment}“`,
  someSegment: 'Segment',
  whyInOrNot: 'Warum im Segment oder warum nicht',
  theSegment: 'Segment',
  profile: 'Profil',
  openAsPage: 'Als Seite öffnen',
  whyNotIn: 'Warum nicht in',
  anotherSegment: 'einem anderen Segment?',
  loading: 'Die Gründe werden geladen',
  notComputed: 'Noch nicht berechnet',
  nextRunFinds:
    'Der nächste Lauf ermittelt die Mitglieder; danach sagt diese Seite, warum jemand dabei ist und warum andere nicht.',
  lookAgain: 'Noch einmal nachsehen',
  provenance: (run, version) => `Stand {asOf}, Lauf ${run}, Version ${version} des Segments`,

  yes: 'Ja',
  no: 'Nein',
  rules: 'Die Regeln: Kunden, …',
  groups: {
    none: 'Nichts davon',
    all: 'Alles davon',
    any: 'Mindestens eines davon',
    everyone: 'Alle',
    nobody: 'Niemand',
  },
  decides: 'Gibt den Ausschlag',
  lookedAt: { event: 'Anzahl', sequence: 'Vorgekommen', consent: 'Eingewilligt', segment: 'Darin', value: 'Wert' },
  from: 'Von',
  to: 'Bis',
  comparedWith: 'Verglichen mit',
  distance: 'Abstand',
  madeOf: 'Zusammengesetzt aus',
  eventsThatCount: 'Ereignisse, die zählen',
  hideEvents: 'Ereignisse ausblenden',
  eventsOf: 'Ereignisse von',
  noEventCounts: 'Hier zählt kein Ereignis.',

  ofThose: (kept) => `Davon ${kept}`,
  standing: (distance) =>
    `Die Linie liegt bei {line}; der Wert hier: {own}${distance === null ? '' : ` (${distance})`}.`,
  nobodyWasRanked: 'Es wurde niemand gereiht.',
  notRanked: 'Die Regeln treffen nicht zu; deshalb wurde dieses Profil nicht gereiht.',
  atTheLine: ({ above, level, kept }) =>
    `${counted(above, 'Kunde', 'Kunden')} jenseits der Linie, ${counted(level, 'Kunde', 'Kunden')} genau auf ihr; davon ${kept === level ? 'alle' : formatCount(kept)} im Segment.`,
  levelOnesGoBy: (name, value) => `Gleichauf Liegende ordnet „${name}“, hier: ${value}.`,
};
