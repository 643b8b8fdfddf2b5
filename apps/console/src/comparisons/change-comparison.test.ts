import { comparisonsOf, valueType } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { blankComparison, changeComparison, fitComparison } from './change-comparison.ts';
import { draftAsComparison, type ComparisonDraft } from './comparison-draft.ts';

const line: ComparisonDraft = { type: 'moreThan', operand: { type: 'metric', metric: 'm' } };

describe('another comparison', () => {
  it.each(valueType.options)('of %s begins with one that the type has, and every other can be turned into', (type) => {
    const begun = blankComparison(type);
    expect(comparisonsOf[type]).toContain(begun.type);
    for (const each of comparisonsOf[type]) expect(changeComparison(each, type, begun).type).toBe(each);
  });

  it('takes over the operand, the texts, the numbers and the day', () => {
    expect(changeComparison('between', 'number', line)).toEqual({
      type: 'between',
      from: { type: 'metric', metric: 'm' },
      to: { type: 'constant', value: null },
    });
    expect(
      changeComparison('in', 'string', {
        type: 'equals',
        operand: { type: 'constant', value: 'FI' },
        ignoreCase: true,
      }),
    ).toEqual({ type: 'in', values: ['FI'], ignoreCase: true });
    expect(changeComparison('startsWith', 'string', { type: 'notIn', values: ['FI', 'SE'] })).toMatchObject({
      text: 'FI',
    });
    expect(changeComparison('after', 'datetime', { type: 'on', moment: '2026-01-01' })).toMatchObject({
      moment: '2026-01-01',
    });
    expect(changeComparison('between', 'integer', { type: 'in', values: [3, 9] })).toMatchObject({
      from: { value: 3 },
      to: { value: 9 },
    });
  });

  it('lets go of what does not fit the type', () => {
    expect(fitComparison(line, 'string')).toEqual({ type: 'equals', operand: { type: 'constant', value: null } });
    const text: ComparisonDraft = { type: 'equals', operand: { type: 'constant', value: 'x' } };
    expect(fitComparison(text, 'integer')).toEqual({ type: 'equals', operand: { type: 'constant', value: null } });
    expect(fitComparison({ type: 'isSet' }, 'list')).toEqual({ type: 'isSet' });
    expect(fitComparison(line, 'money')).toBe(line);
  });

  it('is none while something is missing', () => {
    expect(draftAsComparison(blankComparison('string'))).toBeNull();
    expect(draftAsComparison({ type: 'contains', text: '' })).toBeNull();
    expect(draftAsComparison({ type: 'containsAny', values: [] })).toBeNull();
    expect(draftAsComparison({ type: 'before', moment: '' })).toBeNull();
    expect(draftAsComparison({ type: 'withinNext', count: 0, unit: 'day' })).toBeNull();
    expect(draftAsComparison(blankComparison('datetime'))).not.toBeNull();
  });
});
