import { nextTick, type Ref } from 'vue';

/**
 * Gives who works by keyboard a place to go on from: returns what moves the focus to `place` where whatever had it is gone, such as a button of a
 * row that left its list. `place` takes the focus with `tabindex="-1"`.
 */
export function useFocusKept(place: Readonly<Ref<HTMLElement | null>>): () => Promise<void> {
  return async () => {
    await nextTick();
    if (document.activeElement === null || document.activeElement === document.body) place.value?.focus();
  };
}

/** Begins a dialog at its first field, if it has one, instead of at the button that closes it: for `onOpenAutoFocus` of its content. */
export function focusField(event: Event): void {
  const field = (event.target as HTMLElement | null)?.querySelector('input');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
