import { mutantsOf } from './mutant.ts';

export const mutantsOfComparisons = [
  ...mutantsOf(
    'segment-sql/src/compile-comparison.ts',
    ['`atMost` leaves the bound out', '`${left} <= ${operand', '`${left} < ${operand'],
    ['`atLeast` leaves the bound out', '`${left} >= ${operand', '`${left} > ${operand'],
    ['`lessThan` takes the bound in', '`${left} < ${operand', '`${left} <= ${operand'],
    ['`moreThan` takes the bound in', '`${left} > ${operand', '`${left} >= ${operand'],
    ['`between` leaves its upper end out', 'it >= least AND it <= most', 'it >= least AND it < most'],
    ['with no value every comparison holds', 'return `ifNull(${condition}, 0)`;', 'return `ifNull(${condition}, 1)`;'],
    [
      '`notEquals` does not hold where there is no value',
      "return opposite({ ...comparison, type: 'equals' });",
      "return `(${opposite({ ...comparison, type: 'equals' })} AND ${isSetSql(value)})`;",
    ],
    [
      '`notContains` does not hold where there is no value',
      "return opposite({ ...comparison, type: 'contains' });",
      "return `(${opposite({ ...comparison, type: 'contains' })} AND ${isSetSql(value)})`;",
    ],
    [
      '`notIn` does not hold where there is no value',
      "return opposite({ ...comparison, type: 'in' });",
      "return `(${opposite({ ...comparison, type: 'in' })} AND ${isSetSql(value)})`;",
    ],
    ['`isFalse` holds where there is no value', '`${left} = false`', '`ifNull(${left}, false) = false`'],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-text-comparison.ts',
    ['in a pattern a dot does not match line ends', "'(?si)' : '(?s)'", "'(?-si)' : '(?-s)'"],
    [
      'without regard to case means without regard to the case of ASCII only',
      'ignoreCase ? `lowerUTF8(${text})` : text',
      'ignoreCase ? `lower(${text})` : text',
    ],
    ['`startsWith` finds the text anywhere', '`startsWith(${left}, ${right})`', '`position(${left}, ${right}) > 0`'],
    ['`endsWith` finds the text anywhere', '`endsWith(${left}, ${right})`', '`position(${left}, ${right}) > 0`'],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-list-comparison.ts',
    ['`containsAll` asks for one of the texts', '`hasAll(', '`hasAny('],
    [
      '`containsNone` does not hold where there is no list',
      '`not(hasAny(${texts}, ${values}))`',
      '`(tupleElement(${list}, 1) AND not(hasAny(${texts}, ${values})))`',
    ],
    [
      'where there is no list its length is 0',
      "(${isSetSql({ sql: list, type: 'list' })} AND length(${texts})",
      '(length(${texts})',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-datetime-comparison.ts',
    ['`after` a date begins within it', 'isDate ? dayEdges(moment, timeZone).end : instant + 1', 'instant + 1'],
    ['`after` an instant holds for the instant itself', 'timeZone).end : instant + 1', 'timeZone).end : instant'],
    [
      'who is born on 29 February has no day in years without one',
      'day === 228 && !isLeapYear ? [228, 229] : [day]',
      '[day]',
    ],
    ['the month is compared, where the day should be', "type === 'sameMonth'", "type !== 'sameMonth'"],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-filter.ts',
    ['`some` asks of every product line', 'return `arrayExists(${passes}', 'return `arrayAll(${passes}'],
    ['`every` asks of some product line', 'AND arrayAll(${passes}', 'AND arrayExists(${passes}'],
    ['`every` holds where there are no product lines', '(notEmpty(${columns[0]!}) AND arrayAll', '(arrayAll'],
    ['`all` and `any` are taken for one another', "'all' ? ' AND ' : ' OR '", "'all' ? ' OR ' : ' AND '"],
    ['an empty `any` holds', "group.type === 'all' ? '1' : '0'", "group.type === 'all' ? '1' : '1'"],
  ),
];
