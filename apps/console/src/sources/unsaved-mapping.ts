import { ref } from 'vue';
import { mayBeLost } from '../definitions/unsaved.ts';

/** Whether the mapping being edited has changes that were not saved: its tab may be left without leaving the page. */
export const mappingChanged = ref(false);

/** Asks before changes are lost with the tab. */
export function mayLeaveMapping(): boolean {
  return !mappingChanged.value || mayBeLost();
}
