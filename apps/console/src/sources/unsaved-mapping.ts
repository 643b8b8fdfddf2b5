import { ref } from 'vue';
import { mayBeLost } from '../definitions/unsaved.ts';
import { t } from '../language/messages.ts';

/** Whether the mapping being edited has changes that were not saved: its tab may be left without leaving the page. */
export const mappingChanged = ref(false);

let answer: boolean | null = null;

/** Asks before changes are lost with the tab: once, though a click chooses a tab twice, as it is pressed and as it takes the focus. */
export function mayLeaveMapping(): boolean {
  if (!mappingChanged.value) return true;
  if (answer === null) {
    answer = mayBeLost(t.sources.mapping.leave);
    setTimeout(() => (answer = null));
  }
  return answer;
}
