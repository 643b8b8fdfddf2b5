import { watch, type ShallowRef } from 'vue';

/**
 * Says to assistive technology what a searchable menu (`USelectMenu`) consists of. The library calls its whole popup a
 * listbox, the search field in it included, though a listbox holds nothing but options; here the popup is a dialog, and the
 * list in it the listbox.
 */
export function useMenuRoles(
  menu: Readonly<ShallowRef<{ triggerRef: HTMLElement | null; viewportRef: HTMLElement | null } | null>>,
  label: () => string,
): void {
  watch(
    () => menu.value?.viewportRef,
    (list) => {
      const popup = list?.closest('[role=listbox]');
      if (!list || !popup) return;
      popup.setAttribute('role', 'dialog');
      popup.setAttribute('aria-label', label());
      list.setAttribute('role', 'listbox');
      list.setAttribute('aria-label', label());
      list.id = `${popup.id}-list`;
      popup.querySelector('[role=combobox]')?.setAttribute('aria-controls', list.id);
      menu.value?.triggerRef?.setAttribute('aria-haspopup', 'dialog');
      // Of a listbox only.
      popup.removeAttribute('aria-orientation');
      if (popup.getAttribute('aria-multiselectable') === 'true') list.setAttribute('aria-multiselectable', 'true');
      popup.removeAttribute('aria-multiselectable');
    },
    { flush: 'post' },
  );
}
