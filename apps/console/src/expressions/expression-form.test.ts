import { expression, type Expression, type Formula } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { blankExpression, expressionAsForm, formAsExpression } from './expression-form.ts';

const purchases: Formula = { type: 'aggregate', aggregate: '0192e0a0-0000-7000-8000-000000000001' };
const number = (value: number): Formula => ({ type: 'number', value });
const perMonth: Expression = {
  formatVersion: 2,
  kind: 'expression',
  name: 'Purchases per month',
  formula: { type: 'divide', left: purchases, right: number(12) },
};

describe('the form of an expression', () => {
  it.each<Expression>([
    perMonth,
    { ...perMonth, description: 'Of the last year.' },
    { ...perMonth, formula: { type: 'daysBetween', from: { type: 'asOf' }, to: { type: 'asOf' } } },
    {
      ...perMonth,
      formula: {
        type: 'if',
        left: purchases,
        comparison: 'atLeast',
        right: number(2),
        then: number(-1),
        else: number(0),
      },
    },
  ])('gives back the document it was opened with: %j', (document) => {
    expect(expression.parse(document)).toEqual(document);
    expect(formAsExpression(expressionAsForm(document))).toEqual(document);
  });

  it('makes no document before its formula is finished', () => {
    expect(formAsExpression(blankExpression('Per month'))).toBeNull();
    expect(formAsExpression({ ...blankExpression('  Per month '), formula: number(1) })?.name).toBe('Per month');
  });
});
