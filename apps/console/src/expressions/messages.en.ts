export const expressions = {
  emptyTitle: 'Calculate with what you know of a customer',
  emptyText:
    'An expression is a formula for each customer, over aggregates, attributes and other expressions: purchases of the last year divided by 12, say. Metrics and segments can be made of it.',
  writeFormulaFirst: 'Write a formula, and you see here how its values spread over your customers.',
  exampleFormula: '[Purchases, last year] / 12',
  exampleName: 'Purchases per month',

  formula: 'Formula',
  formulaMissing: 'Write a formula.',
  formulaHelp: {
    customer:
      'Definitions stand in [square brackets], attributes in {braces}; + − * / and parentheses calculate. Where one part has no value, the whole has none.',
    metrics:
      'Metrics stand in [square brackets]; + − * / and parentheses calculate. Where one part has no value, the whole has none.',
  },
  completions: (label: string) => `${label}: completions`,
  insertIntoFormula: 'Insert into the formula',
  insert: {
    aggregate: 'Insert an aggregate',
    expression: 'Insert an expression',
    metric: 'Insert a metric',
    attribute: 'Insert an attribute',
  },
  insertable: {
    aggregate: 'Aggregate',
    expression: 'Expression',
    metric: 'Metric',
    attribute: 'Attribute',
    function: 'Function',
  },
  attributeOf: (type: string) => `attribute, ${type}`,
  /** What the functions of formulas do. */
  functions: {
    if: 'if(a > b, then, else)',
    min: 'the least of several',
    max: 'the greatest of several',
    coalesce: 'the first that has a value',
    round: 'to the nearest whole number',
    floor: 'to the whole number below',
    ceil: 'to the whole number above',
    abs: 'without its sign',
    ln: 'natural logarithm',
    daysBetween: 'calendar days from one instant to another',
    asOf: 'the instant it speaks about',
  },
};
