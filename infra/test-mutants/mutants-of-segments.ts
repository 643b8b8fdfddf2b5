import { mutantsFoundBy, mutantsOf } from './mutant.ts';

export const mutantsOfSegments = [
  ...mutantsOf(
    'segment-definition/src/inherited-filter.ts',
    [
      'inherited: under `any` the other filters are asked for, though one rule has none',
      "if (given.includes('unfiltered')) return 'unfiltered';\n      if",
      'if',
    ],
    ['inherited: `all` joins by or', "{ type: 'all', of: filters }", "{ type: 'any', of: filters }"],
    ['inherited: rules that ask for less give their filter', ' || !asksForMore(timesOf(node))', ''],
    ['inherited: rules on other actions give their filter', '!concerns(node.actions, actions) || ', ''],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-condition.ts',
    [
      '`not` is taken against nothing',
      '`bitmapAndnot(${base}, ${compileCondition(condition.of, sources)})`',
      '`bitmapAnd(${base}, ${compileCondition(condition.of, sources)})`',
    ],
    ['`all` is `any`', "fold('bitmapAnd', condition.of", "fold('bitmapOr', condition.of"],
    ['an empty `any` holds for everyone', '`bitmapAndnot(${base}, ${base})`', 'base'],
    [
      'members of another segment are members even outside the base',
      "`${condition.is ? 'bitmapAnd' : 'bitmapAndnot'}(${base}, ${sources.segment(condition)})`",
      'condition.is ? sources.segment(condition) : `bitmapAndnot(${base}, ${sources.segment(condition)})`',
    ],
  ),
  ...mutantsFoundBy(
    {
      file: 'packages/segment-sql/src/compile-leaf.test.ts',
      name: 'a sum of nothing is compared with numbers below, at and above 0',
    },
    'packages/segment-sql/src/holds-of-empty.ts',
    ['empty: 0 equals nothing', 'constant === 0', 'constant !== constant'],
    ['empty: 0 is less than 0', 'constant > 0', 'constant >= 0'],
    ['empty: 0 is not at most 0', '(constant) => constant >= 0', '(constant) => constant > 0'],
    ['empty: 0 is more than 0', 'constant < 0', 'constant <= 0'],
    ['empty: 0 is not at least 0', '(constant) => constant <= 0', '(constant) => constant < 0'],
  ),
  ...mutantsOf(
    'segment-sql/src/holds-of-empty.ts',
    ['empty: no value is compared like 0', 'if (value === undefined) return false;', ''],
    ['empty: who agreed to nothing has agreed', 'return !leaf.is;', 'return leaf.is;'],
    ['empty: no events hold a sequence', 'return false;\n    case', 'return true;\n    case'],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-leaf.ts',
    [
      'profiles of which nothing is stored are never members',
      'if(${empty}, bitmapAndnot(${base}, ${differing}), bitmapAnd(${base}, ${differing}))',
      'if(${empty}, bitmapAndnot(${base}, ${base}), bitmapAnd(${base}, ${differing}))',
    ],
    [
      'who was never asked has not refused',
      'leaf.is ? profile.consent(leaf.channel) : `NOT ${profile.consent(leaf.channel)}`',
      'profile.consent(leaf.channel)',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-base.ts',
    ['anonymous profiles are in the base', "kind = 'anonymousId' AS anonymous", "kind = '' AS anonymous"],
    [
      'who is named in a later batch is in the base',
      " AND batch <= ${parameters.named('known', 'UInt64', input.known)}${among",
      '${among',
    ],
  ),
  ...mutantsOf('segment-sql/src/scratch.ts', [
    'what a segment says of anonymous profiles does not matter',
    'segment.includeAnonymous ?? includeAnonymous',
    'includeAnonymous',
  ]),
  ...mutantsOf('segment-sql/src/profile-scan.ts', [
    'events of later batches are read',
    "`action IN ${parameters.add('actions', 'Array(String)', [...new Set(actions)].sort())}`,\n      `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,",
    "`action IN ${parameters.add('actions', 'Array(String)', [...new Set(actions)].sort())}`,",
  ]),
  ...mutantsOf(
    'segment-sql/src/preview-sources.ts',
    ['a preview says each set wherever it is mentioned', 'return name;', 'return sql;'],
    ['a preview knows each set by one name', '`set_${this.#names.size}`', "'set_0'"],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-refinement.ts',
    ['ties: level ones are not included', 'rank() OVER', 'row_number() OVER'],
    ['a share is rounded down to whole profiles', ' + 999999, 1000000)', ', 1000000)'],
    ['who has no value in `thenBy` goes first', 'NULLS LAST', 'NULLS FIRST'],
    [
      '`thenBy` goes in the other direction',
      'second ${direction} NULLS LAST',
      "second ${direction === 'ASC' ? 'DESC' : 'ASC'} NULLS LAST",
    ],
    ['ties: who has no customId goes first', "custom_id = '', custom_id", 'custom_id'],
    ['ties go by the highest identifier', 'min(value) AS lowest', 'max(value) AS lowest'],
    ['`top` keeps the lowest', "keep === 'top' ? 'DESC' : 'ASC'", "keep === 'top' ? 'ASC' : 'DESC'"],
    [
      'the window of a refinement does not replace that of the aggregate',
      'refine.window ?? aggregate.window',
      'aggregate.window',
    ],
    [
      'filters are never inherited',
      'refine.inheritFilters ? inheritedFilter(where, aggregate.actions, definitions) : null',
      'null',
    ],
    [
      'filters are always inherited',
      'refine.inheritFilters ? inheritedFilter(where, aggregate.actions, definitions) : null',
      'inheritedFilter(where, aggregate.actions, definitions)',
    ],
    [
      'the inherited filter takes the place of the aggregate’s own',
      '[aggregate.filter, inherited].filter((each) => !!each)',
      '[inherited ?? aggregate.filter].filter((each) => !!each)',
    ],
  ),
];
