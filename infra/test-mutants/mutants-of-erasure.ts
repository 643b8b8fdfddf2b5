import { mutantsFoundBy } from './mutant.ts';

const timelines = 'apps/worker/src/timelines/doubt-parted.test.ts';
const held = {
  file: timelines,
  name: 'streams that hold what is theirs as another one’s are built anew; what counted for another one before they were made, or for nobody else, is sound',
};
const asked = {
  file: timelines,
  name: 'a person who is erased leaves nothing in timelines of another one for whom a number of theirs counted',
};
const name = {
  file: 'apps/worker/src/erase-person/erase-person.test.ts',
  name: 'names go with whom they name by now, under whose number ever they stand',
};

/** What an erasure leaves of others. */
export const mutantsOfErasure = [
  ...mutantsFoundBy(
    held,
    'apps/worker/src/timelines/doubt-parted.ts',
    ['parted: what counts by now is asked', 'Number(batch) <= known)?.profile', 'Number(batch) >= 0)?.profile'],
    ['parted: what counted since is not asked', '[then, ...since]', '[then]'],
    ['parted: what counted then is not asked', '[then, ...since]', 'since'],
    [
      'parted: numbers that were the person’s are not asked',
      'own.has(profile) !== own.has(number)',
      'own.has(number) && !own.has(profile)',
    ],
    ['parted: every stream is built anew', 'streams.filter(({ known }) => isMistaken(known))', 'streams'],
  ),
  ...mutantsFoundBy(asked, 'apps/worker/src/erase-person/erase-person.activities.ts', [
    'erasure: timelines of others are not asked',
    'await doubtParted({ database, clickhouse }, subject);',
    '',
  ]),
  ...mutantsFoundBy(name, 'apps/worker/src/erase-person/erase-from-clickhouse.ts', [
    'erasure: a name stays under the number of whoever had it before',
    'DELETE WHERE ${names}',
    'DELETE WHERE ${person}',
  ]),
  ...mutantsFoundBy(
    name,
    'apps/worker/src/erase-person/keep-names-of-others.ts',
    ['erasure: a name stays with the person', 'profile: Number(number),', 'profile: numbers[0]!,'],
    ['erasure: names of others are lost', 'if (found.rows.length === 0) return;', 'return;'],
  ),
];
