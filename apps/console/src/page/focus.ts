import { nextTick, watch, type Ref } from 'vue';

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Gives who works by keyboard a place to go on from: returns what moves the focus to `place` where whatever had it is gone, such as a button of a
 * row that left its list. `place` takes the focus with `tabindex="-1"`.
 */
export function useFocusKept(place: Readonly<Ref<HTMLElement | null>>): () => Promise<void> {
  return async () => {
    await nextTick();
    if (isLost()) place.value?.focus();
  };
}

/**
 * Gives the focus back to the button that began something, once it is no longer `busy`: a button that is busy is disabled, and what is disabled
 * loses the focus. Not where the button is leaving: `stays` says whether it is still of use.
 */
export function useFocusReturned(busy: Readonly<Ref<boolean>>, stays: () => boolean = () => true): void {
  let button: HTMLElement | null = null;
  watch(busy, async (begins) => {
    if (begins) {
      button = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      return;
    }
    await nextTick();
    if (stays() && isLost()) button?.focus();
  });
}

/** Begins a dialog at its first field, if it has one, instead of at the button that closes it: for `onOpenAutoFocus` of its content. */
export function focusField(event: Event): void {
  const field = (event.target as HTMLElement | null)?.querySelector('input');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
