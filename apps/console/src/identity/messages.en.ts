export const identity = {
  title: 'Conflicts and merges',
  tabs: { conflicts: 'Conflicts', merges: 'Merges' },

  conflictsAre:
    'A message put together what two customers are known by. Cutline never makes one customer of two by itself: compare them, then merge them or leave them apart.',
  noConflicts: 'No open conflicts',
  noConflictsText:
    'A message that would put two customer ids into one profile is shown here, and nothing is merged until you say so.',
  noDismissed: 'None was left apart.',
  show: 'Which conflicts',
  open: 'Open',
  dismissed: 'Left apart',
  /** `{from}` and `{to}` are identifiers. */
  claims: '{from} and {to} stood in one message',
  /** `{when}` is when. */
  said: (source: string) => `{when}, from ${source}`,
  compareTwo: 'Compare and merge…',
  leaveApart: 'Leave apart',
  restore: 'Show as open again',
  leftApart: 'Left apart',
  /** `{when}` is when. */
  dismissedBy: (name: string | null) => (name ? `Left apart {when} by ${name}` : 'Left apart {when}'),
  restored: 'Open again',

  noMerges: 'Nothing was merged',
  mergesAre:
    'Merges that people make and aliases that messages bring are shown here, and can be undone for 30 days. An anonymous visitor who signs in is not a merge.',
  /** `{from}` and `{into}` are profiles. */
  merged: '{from} became part of {into}',
  mergedBy: (who: string) => `Merged by ${who}`,
  /** After “by”. */
  apiKey: (name: string) => `the API key “${name}”`,
  bySomebody: 'Merged by somebody',
  byAlias: 'Said by an alias message',
  undo: 'Undo',
  undoMerge: (from: string, into: string) => `Undo the merge of ${from} with ${into}`,
  /** `{until}` is when. */
  undoUntil: 'Can be undone until {until}',
  undone: 'Undone',
  /** `{when}` is when. */
  undoneBy: (who: string | null) => (who ? `Undone {when} by ${who}` : 'Undone {when}'),
  undoTitle: 'Undo this merge?',
  undoText: (from: string, into: string) =>
    `${from} and ${into} become two profiles again, each with what was said of it. What other messages say of them being one person still holds.`,
  undoAction: 'Undo the merge',

  mergeWith: 'Merge with another profile…',
  mergeTitle: 'Merge two profiles',
  mergeText: 'Compare the two before they become one.',
  searchOther: 'Find the other profile',
  searchedBy: 'Customer id, e-mail, phone or anonymous id',
  noneFound: 'No other profile has an identifier that begins so.',
  choose: 'Compare',
  chooseProfile: (name: string) => `Compare with ${name}`,
  another: 'Another profile',
  compare: 'The two profiles, side by side',
  thisOne: 'becomes part of',
  thatOne: 'stays',
  swap: 'Keep the other one',
  rows: {
    name: 'Name',
    customId: 'Customer id',
    email: 'E-mail',
    phone: 'Phone',
    anonymousId: 'Anonymous id',
    events: 'Events',
    lastEvent: 'Last event',
    segments: 'Segments',
  },
  mergeMeans: (from: string, into: string) =>
    `${from} becomes part of ${into}: one profile with the events, attributes and consents of both. It can be undone for 30 days.`,
  mergeAction: 'Merge',

  underWay: 'Under way: it takes effect with the next batch, usually within a second.',
  slow: 'It is taking longer than usual. It is kept, and takes effect when data lands again.',
  mergedNow: (from: string, into: string) => `${from} is now part of ${into}`,
  undoneNow: (from: string, into: string) => `${from} and ${into} are two profiles again`,
  ofProfile: (name: string) => `of ${name}`,
};
