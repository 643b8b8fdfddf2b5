import { mutantsOf } from './mutant.ts';

export const mutantsOfAliases = [
  ...mutantsOf(
    'segment-sql/src/aliases.ts',
    [
      'aliases: of what was said of a number the first holds',
      'argMax(profile, batch) AS alias_profile',
      'argMin(profile, batch) AS alias_profile',
    ],
    [
      'aliases: the greatest profile holds, not the latest',
      'argMax(profile, batch) AS alias_profile',
      'max(profile) AS alias_profile',
    ],
    [
      'aliases: what later batches say is read',
      "const readRows = 'workspace = {workspace:UInt32} AND batch <= {known:UInt64}'",
      "const readRows = 'workspace = {workspace:UInt32}'",
    ],
    ['aliases: what the last batch says is not read', 'AND batch <= {known:UInt64}', 'AND batch < {known:UInt64}'],
    [
      'aliases: of one profile the numbers that were taken away still count',
      'HAVING argMax(owner, batch) = ${profile}',
      'HAVING has(groupArray(owner), ${profile})',
    ],
    [
      'aliases: of one profile its own number counts though it counts for another',
      'HAVING argMax(owner, batch) = ${profile}',
      'HAVING argMax(owner, batch) = ${profile} OR number = ${profile}',
    ],
    ['aliases: who counts for itself again was merged', 'WHERE alias_profile != alias_number', 'WHERE 1'],
    [
      'aliases: of a few profiles only what stands under their own numbers is read',
      '(${listed} UNION ALL ${counting})',
      '(${listed})',
    ],
    ['aliases: rows count for who once had their number', '${counting})`, contained]', '${counting})`]'],
  ),
  ...mutantsOf(
    'segment-sql/src/profile-scan.ts',
    [
      'aliases: attributes stay with their number',
      'this.#ofProfiles(tables.profileValues, tables.profileValues, columns, conditions)',
      "`(SELECT profile, ${columns.join(', ')} FROM ${tables.profileValues} WHERE ${conditions.join(' AND ')} GROUP BY profile)`",
    ],
    [
      'aliases: a refinement ranks numbers',
      'areAmong(table, rows.profile, only.among, this.#context)',
      'areAmong(table, `${table}.profile`, only.among, this.#context)',
    ],
  ),
  ...mutantsOf('segment-sql/src/compile-refinement.ts', [
    'aliases: ties are decided without the identifiers of the other numbers',
    'ownedRows(tables.identifiers, tables.identifiers, context)',
    "{ from: tables.identifiers, profile: 'profile', selected: 'profile' }",
  ]),
  ...mutantsOf('segment-sql/src/compile-base.ts', [
    'aliases: numbers are in the base',
    'ownedRows(tables.identifiers, tables.identifiers, { evaluation: input, parameters })',
    "{ from: tables.identifiers, profile: 'profile' }",
  ]),
  ...mutantsOf('segment-sql/src/compile-events-aggregate.ts', [
    'aliases: a metric over events asks whether the number is in the population',
    '`bitmapContains(${population}, ${profile})`',
    '`bitmapContains(${population}, ${tables.events}.profile)`',
  ]),
];
