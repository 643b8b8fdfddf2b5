// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import FormulaInput from './FormulaInput.vue';
import { numberFunctions } from './functions.ts';

const names = ['Purchases, last year', 'Purchases per month'].map((label) => ({
  label,
  text: `[${label}]`,
  icon: 'i-lucide-sigma',
}));

function field(modelValue = '') {
  const wrapper = mount(FormulaInput, {
    attachTo: document.body,
    // Icons would be fetched.
    global: { stubs: { UIcon: true, Icon: true } },
    props: {
      label: 'Formula',
      placeholder: '[Purchases] / 12',
      error: null,
      insertables: [...names, ...numberFunctions()],
      modelValue,
      'onUpdate:modelValue': (text: string) => wrapper.setProps({ modelValue: text }),
    },
  });
  const area = wrapper.get('textarea');
  const type = async (text: string): Promise<void> => {
    area.element.value = text;
    area.element.setSelectionRange(text.length, text.length);
    await area.trigger('input');
  };
  const offered = (): string[] => wrapper.findAll('[role=option]').map((each) => each.text());
  return { wrapper, area, type, offered };
}

describe('the text of a formula', () => {
  it('offers names for what is being typed, and puts in the one that is chosen by keys', async () => {
    const { wrapper, area, type, offered } = field();
    await type('12 * purch');
    expect(offered()).toEqual(['Purchases per month', 'Purchases, last year']);
    await area.trigger('keydown', { key: 'ArrowDown' });
    expect(wrapper.get('[aria-selected=true]').attributes('id')).toBe(area.attributes('aria-activedescendant'));
    await area.trigger('keydown', { key: 'Enter' });
    expect(wrapper.props('modelValue')).toBe('12 * [Purchases, last year]');
    expect(offered()).toEqual([]);
    expect(area.attributes('aria-activedescendant')).toBeUndefined();
  });

  it('lets go of the list by Escape, and keeps the text', async () => {
    const { wrapper, area, type, offered } = field();
    await type('rou');
    expect(offered()).toEqual([expect.stringMatching(/^round/)]);
    await area.trigger('keydown', { key: 'Escape' });
    expect(offered()).toEqual([]);
    expect(wrapper.props('modelValue')).toBe('rou');
  });

  it('underlines what is wrong where it is', async () => {
    const { wrapper, area } = field('[Purchases] / zero');
    await wrapper.setProps({ error: { message: 'There is no function `zero`.', from: 14, to: 18 } });
    expect(area.attributes('aria-invalid')).toBe('true');
    expect(wrapper.findAll('.decoration-wavy').map((each) => each.text())).toEqual(['zero']);
  });
});
