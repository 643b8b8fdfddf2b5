import type { WhyRefinement } from '../api/contract.ts';
import { counted, formatCount, formatDecimal } from '../figures/number.ts';
import type { Side } from './distance-words.ts';

/** How far something is from a line, and on which side; `line` is “the line” or “the line at 4”. */
const distances: Record<Side, (far: string, line: string) => string> = {
  above: (far, line) => `${far} above ${line}`,
  below: (far, line) => `${far} below ${line}`,
  over: (far, line) => `${far} over ${line}`,
  shortOf: (far, line) => `${far} short of ${line}`,
  exactly: (_, line) => `exactly on ${line}`,
  notBeyond: () => 'exactly on the line, which is not enough',
  within: () => 'within the range',
  aboveRange: (far) => `${far} above the range`,
  belowRange: (far) => `${far} below the range`,
  tooMuch: (far) => `${far} too much`,
  tooLittle: (far) => `${far} too little`,
};

/** What is so about a profile: clauses for after “because”. `distance` is how far from the line, or empty. */
const facts = {
  inSegment: (name: string) => `they are in “${name}”`,
  notInSegment: (name: string) => `they are not in “${name}”`,
  agreed: (channel: string) => `they agreed to “${channel}”`,
  notAgreed: (channel: string) => `they did not agree to “${channel}”`,
  wentThrough: (sequence: string) => `they went through “${sequence}”`,
  neverWentThrough: (sequence: string) => `they never went through “${sequence}”`,
  neverDid: (event: string) => `they never did “${event}”`,
  did: (event: string, times: number, distance: string) =>
    `they did “${event}” ${counted(times, 'time')}${distance && `, ${distance}`}`,
  noValue: (name: string) => `“${name}” has no value`,
  value: (name: string, value: string, distance: string) => `“${name}” is ${value}${distance && `, ${distance}`}`,
  everyone: 'it holds everyone',
  nobody: 'the segment holds nobody',
};

/** Where the line of a refinement is, and where somebody stands against it: clauses for after “because”. */
const ranks = {
  noValue: (name: string, kept: string) => `they have no “${name}”, and only ${kept} are kept`,
  nobodyRanked: (name: string) => `nobody has a “${name}” to be ranked by`,
  level: (own: string, { level, kept }: { level: number; kept: number }, member: boolean) =>
    `they have ${own} and stand exactly on the line: of ${formatCount(level)} level ones ${formatCount(kept)} ${kept === 1 ? 'is' : 'are'} kept, ${member ? 'this one among them' : 'others before this one'}`,
  line: (kept: string, at: string, own: string, distance: string) =>
    `the line for ${kept} is at ${at}, and they have ${own} (${distance})`,
};

const verdicts = {
  anonymous: 'Not in, because only an anonymous id names this visitor, and the segment holds known customers.',
  out: (because: string) => `Not in, because ${because}.`,
  outByRank: (rank: string) => `Not in: the rules hold, but ${rank}.`,
  in: (because: string) => `In, because ${because}.`,
  inByRank: (because: string, rank: string) => `In, because ${because}; and ${rank}.`,
  /** Several facts as one clause; `more` are left out. */
  all: (clauses: string[], more: number) => {
    const all = more > 0 ? [...clauses, counted(more, 'more reason')] : clauses;
    return all.length > 1 ? `${all.slice(0, -1).join(', ')}, and ${all.at(-1)}` : (all[0] ?? '');
  },
};

export const why = {
  distances,
  facts,
  ranks,
  verdicts,
  line: 'the line',
  lineAt: (value: string) => `the line at ${value}`,
  /** The line is what a definition comes to. */
  lineAtValueOf: (value: string, name: string) => `the line at ${value} (“${name}”)`,
  /** Whom a refinement keeps. */
  kept: (keep: WhyRefinement['keep'], take: WhyRefinement['take'], name: string) =>
    `the ${keep} ${take.type === 'count' ? formatCount(take.count) : `${formatDecimal(take.percent)} %`} by “${name}”`,

  title: (person: string, segment: string) => `${person} and “${segment}”`,
  someSegment: 'segment',
  whyInOrNot: 'Why in, or why not',
  theSegment: 'the segment',
  profile: 'Profile',
  openAsPage: 'Open as a page',
  whyNotIn: 'Why not in',
  anotherSegment: 'another segment?',
  loading: 'Loading the reasons',
  notComputed: 'Not computed yet',
  nextRunFinds: 'The next run finds the members; then this page says why each of them is in, and why others are not.',
  lookAgain: 'Look again',
  /** `{asOf}` is when. */
  provenance: (run: number, version: number) => `As of {asOf}, run ${run}, version ${version} of the segment`,

  yes: 'Yes',
  no: 'No',
  rules: 'The rules: customers …',
  groups: {
    none: 'Not those',
    all: 'All of these',
    any: 'At least one of these',
    everyone: 'Everyone',
    nobody: 'Nobody',
  },
  decides: 'Decides',
  /** What a rule looked at. */
  lookedAt: { event: 'Times', sequence: 'Happened', consent: 'Agreed', segment: 'In it', value: 'Value' },
  from: 'From',
  to: 'To',
  comparedWith: 'Compared with',
  distance: 'Distance',
  madeOf: 'Made of',
  eventsThatCount: 'Events that count',
  hideEvents: 'Hide events',
  eventsOf: 'Events of',
  noEventCounts: 'No event counts here.',

  ofThose: (kept: string) => `Of those, ${kept}`,
  /** `{line}` and `{own}` are values. */
  standing: (distance: string | null) =>
    `The line is at {line}; this customer has {own}${distance === null ? '' : `: ${distance}`}.`,
  nobodyWasRanked: 'Nobody was ranked.',
  notRanked: 'The rules do not hold, so this customer was not ranked.',
  atTheLine: ({ above, level, kept }: { above: number; level: number; kept: number }) =>
    `${counted(above, 'customer')} beyond the line, ${counted(level, 'customer')} level with it, ${kept === level ? 'all of these' : `${formatCount(kept)} of these`} kept.`,
  levelOnesGoBy: (name: string, value: string) => `Level ones go by ${name}: ${value} here.`,
};
