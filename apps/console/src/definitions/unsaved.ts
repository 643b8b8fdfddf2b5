import { useEventListener } from '@vueuse/core';
import { inject, provide, ref, watchEffect, type InjectionKey, type Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { t } from '../language/messages.ts';

const surrounding: InjectionKey<Ref<boolean>> = Symbol('whether what is edited here has changed');

/** Asks whether what was changed may be lost. */
export function mayBeLost(question = t.definitions.leave): boolean {
  return window.confirm(question);
}

/** Asks `question` before a page with changes is left, and tells what surrounds the editor, which may be closed without leaving the page. */
export function guardUnsaved(changed: () => boolean, question?: () => string): void {
  const around = inject(surrounding, null);
  watchEffect(() => {
    if (around) around.value = changed();
  });
  onBeforeRouteLeave(() => !changed() || mayBeLost(question?.()));
  useEventListener(window, 'beforeunload', (event) => {
    if (changed()) event.preventDefault();
  });
}

/** Whether the editor inside has changes. */
export function unsavedInside(): Ref<boolean> {
  const changed = ref(false);
  provide(surrounding, changed);
  return changed;
}
