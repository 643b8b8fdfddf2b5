import { counted, formatCount } from '../figures/number.ts';

export const refinement = {
  keepThe: 'Keep the',
  whichEnd: 'Which end',
  ends: { top: 'top', bottom: 'bottom' },
  howMany: 'How many',
  howManyPerCent: 'How many per cent',
  countOrShare: 'Count or share',
  takes: { count: 'customers', share: '% of them' },
  by: 'by',
  rankedBy: 'Ranked by',
  chooseRanking: 'Choose what to rank by',

  countedOver: 'counted over',
  countedOverLabel: 'Counted over',
  frames: { given: 'the time it has itself', own: 'a time frame of its own' },
  ownFrame: 'Time frame of the ranking',

  follows: 'Count only events that follow the rules above',
  followsUnchosen: 'The ranking then looks at the same events as the rules: only E-commerce purchases, say.',
  followsNothing: 'The rules above put no filter on the events that are ranked by, so all of them count.',
  followsFilter: (filter: string) => `Only events where ${filter} are counted.`,
  followsNot: (filter: string) => `All events are counted, also those that the rules leave out (rules: ${filter}).`,

  take: 'take',
  ties: 'Ties',
  exactly: (amount: string) => `exactly ${amount}`,
  andLevel: 'and everyone level with the last',
  whereLevelBy: 'where level, then by',
  thenBy: 'Then by',
  chooseThenBy: 'Choose what decides',
  byCustomIdAlone: 'Decide by customId alone',
  andLevelHelp: 'There may be more than asked for: nobody is left out who has as much as the last one in.',
  exactlyHelp:
    'Where level at the line, the lowest customId is in, then the lowest identifier: the same ones every time.',
  exactlyThenHelp:
    'Where still level at the line, the lowest customId is in, then the lowest identifier: the same ones every time.',

  /** Where the line is: the value of the last one kept, and who has the same. */
  boundary: {
    nobody: 'Nobody has a value to be ranked by.',
    leftOut: (value: string, left: number) =>
      `The last one in has ${value}; ${counted(left, 'more customer')} ${left === 1 ? 'ties with it and is' : 'tie with it and are'} left out.`,
    allIn: (value: string, level: number) =>
      `The last one in has ${value}; ${formatCount(level)} are level there, and all of them are in.`,
    alone: (value: string) => `The last one in has ${value}, and nobody ties with it.`,
  },
};
