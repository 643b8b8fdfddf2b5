// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { createMemoryHistory, createRouter } from 'vue-router';
import { PiniaColada } from '@pinia/colada';
import { describe, expect, it } from 'vitest';
import type { ValueType } from '@cutline/segment-definition';
import type { ComparisonDraft } from './comparison-draft.ts';
import ComparisonFields from './ComparisonFields.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });

function editor(modelValue: ComparisonDraft, valueType: ValueType, more: Record<string, unknown> = {}) {
  const wrapper = mount(ComparisonFields, {
    props: { modelValue, valueType, ...more },
    global: { plugins: [createPinia(), PiniaColada, router], stubs: { Icon: true, UIcon: true } },
  });
  return {
    wrapper,
    given: () => wrapper.emitted<[ComparisonDraft]>('update:modelValue')?.map(([draft]) => draft) ?? [],
  };
}

const labels = (wrapper: ReturnType<typeof editor>['wrapper']): (string | undefined)[] =>
  wrapper.findAll('[aria-label]').map((each) => each.attributes('aria-label'));

describe('the controls of a comparison', () => {
  it('let numbers be compared with lines and other values, but not within events', () => {
    const draft: ComparisonDraft = { type: 'atLeast', operand: { type: 'constant', value: 3 } };
    expect(labels(editor(draft, 'integer').wrapper)).toContain('Compare with: the number');
    expect(labels(editor(draft, 'money').wrapper)).toContain('Compare with: the amount');
    expect(labels(editor(draft, 'integer', { constantsOnly: true }).wrapper)).not.toContain('Compare with: the number');
  });

  it('show an amount in the currency of the workspace, or in the one it is written in', () => {
    const amount = (currency?: string): string => {
      const operand = { type: 'constant' as const, value: 1350.59, ...(currency && { currency }) };
      const { wrapper } = editor({ type: 'atLeast', operand }, 'money');
      return (wrapper.get('input[aria-label=Number]').element as HTMLInputElement).value;
    };
    expect(amount()).toContain('€');
    expect(amount('GBP')).toContain('£');
    expect(amount()).toMatch(/1.?350[.,]59/);
  });

  it('turn ignoring case on and off, for texts only', async () => {
    const { wrapper, given } = editor({ type: 'contains', text: 'shop' }, 'string');
    await wrapper.get('[aria-label="Ignore case"]').trigger('click');
    expect(given()).toEqual([{ type: 'contains', text: 'shop', ignoreCase: true }]);
    await wrapper.setProps({ modelValue: given()[0] });
    await wrapper.get('[aria-label="Ignore case"]').trigger('click');
    expect(given()[1]).toStrictEqual({ type: 'contains', text: 'shop' });
    expect(labels(editor({ type: 'isSet' }, 'string').wrapper)).not.toContain('Ignore case');
    expect(labels(editor({ type: 'in', values: [1] }, 'number').wrapper)).not.toContain('Ignore case');
  });

  it('take values that really occur by a click', async () => {
    const { wrapper, given } = editor({ type: 'in', values: ['Store'] }, 'string', {
      examples: ['Store', 'E-commerce'],
    });
    expect(labels(wrapper)).not.toContain('Add Store');
    await wrapper.get('[aria-label="Add E-commerce"]').trigger('click');
    expect(given()).toEqual([{ type: 'in', values: ['Store', 'E-commerce'] }]);
  });

  it('an emptied text is nothing chosen, not the empty text', async () => {
    const { wrapper, given } = editor({ type: 'equals', operand: { type: 'constant', value: 'x' } }, 'string');
    await wrapper.get('input[aria-label=Text]').setValue('');
    expect(given()).toEqual([{ type: 'equals', operand: { type: 'constant', value: null } }]);
  });

  it('a moment can be given to the minute, by the clock of the workspace', async () => {
    const { wrapper, given } = editor({ type: 'before', moment: '2026-01-31' }, 'datetime');
    await wrapper.get('[aria-label="With a time of day"]').trigger('click');
    expect(given()).toEqual([{ type: 'before', moment: '2026-01-31T00:00:00.000Z' }]);
  });
});
