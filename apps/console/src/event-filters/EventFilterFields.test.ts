// @vitest-environment happy-dom
import { PiniaColada } from '@pinia/colada';
import type { EventFilter } from '@cutline/segment-definition';
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import EventFilterFields from './EventFilterFields.vue';
import { draftAsFilter, filterAsDraft, isFilterFinished, type FilterGroup } from './filter-draft.ts';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const isEcommerce: EventFilter = {
  type: 'parameter',
  parameter: { name: 'store', type: 'string' },
  comparison: { type: 'equals', operand: { type: 'constant', value: 'E-commerce' } },
};
const shoes: EventFilter = {
  type: 'products',
  quantifier: 'some',
  where: { type: 'field', field: 'category', comparison: { type: 'contains', text: 'Shoes' } },
};

function editor(filter: EventFilter) {
  const wrapper = mount(EventFilterFields, {
    props: { modelValue: filterAsDraft(filter), actions: ['order'] },
    global: { plugins: [createPinia(), PiniaColada, router], stubs: { Icon: true, UIcon: true } },
  });
  const latest = (): FilterGroup => wrapper.emitted<[FilterGroup]>('update:modelValue')!.at(-1)![0];
  const click = (label: string) => wrapper.get(`[aria-label="${label}"]`).trigger('click');
  return { wrapper, latest, click };
}

describe('the editor of an event filter', () => {
  it('takes a product box away with its last rule', async () => {
    const { latest, click } = editor({ type: 'all', of: [isEcommerce, shoes] });
    await click('Remove: category');
    expect(draftAsFilter(latest())).toEqual({ type: 'all', of: [isEcommerce] });
  });

  it('asks for nothing once its last rule is removed', async () => {
    const { wrapper, latest, click } = editor(isEcommerce);
    await click('Remove: store');
    expect(draftAsFilter(latest())).toBeUndefined();
    await wrapper.setProps({ modelValue: latest() });
    expect(wrapper.text()).toBe('');
  });

  it('turns and into or for the group it stands in only', async () => {
    const inner: EventFilter = { type: 'all', of: [isEcommerce, shoes] };
    const { wrapper, latest } = editor({ type: 'all', of: [shoes, inner] });
    await wrapper.get('[role=group][aria-label=Group] [aria-label="And. Turn into or"]').trigger('click');
    expect(draftAsFilter(latest())).toEqual({ type: 'all', of: [shoes, { ...inner, type: 'any' }] });
  });

  it('begins a rule that is not finished, and says nothing by it yet', async () => {
    const { wrapper, latest } = editor(isEcommerce);
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Parameter')!
      .trigger('click');
    expect(isFilterFinished(latest())).toBe(false);
    expect(draftAsFilter(latest())).toEqual(isEcommerce);
  });
});
