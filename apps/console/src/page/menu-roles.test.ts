// @vitest-environment happy-dom
import USelectMenu from '@nuxt/ui/components/SelectMenu.vue';
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { type Component, defineComponent, h, nextTick, ref, useTemplateRef } from 'vue';
import { useMenuRoles } from './menu-roles.ts';

it('makes the list of a searchable menu the listbox, and the popup around it and the search field a dialog', async () => {
  const Picker = defineComponent(() => {
    const open = ref(false);
    useMenuRoles(useTemplateRef('menu'), () => 'Fruit');
    return () =>
      h(USelectMenu as Component, {
        ref: 'menu',
        open: open.value,
        'onUpdate:open': (now: boolean) => (open.value = now),
        multiple: true,
        items: ['Apple', 'Pear'],
      });
  });
  const wrapper = mount(Picker, { attachTo: document.body, global: { stubs: { UIcon: true } } });
  await wrapper.get('button').trigger('click');
  await nextTick();
  const popup = document.querySelector('[role=dialog][aria-label=Fruit]')!;
  const list = popup.querySelector('[role=listbox][aria-label=Fruit]')!;
  expect(list.querySelectorAll('[role=option]')).toHaveLength(2);
  expect(list.getAttribute('aria-multiselectable')).toBe('true');
  expect(popup.querySelector('[role=combobox]')!.getAttribute('aria-controls')).toBe(list.id);
  expect(document.querySelectorAll('[role=listbox]')).toHaveLength(1);
  wrapper.unmount();
});
