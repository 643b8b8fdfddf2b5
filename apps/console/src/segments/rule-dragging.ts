import { ref } from 'vue';
import { useSegmentDraft } from './draft.ts';
import { moveTo } from './rule-tree-editing.ts';

/** What is being dragged, and before which place of which group it would be dropped. */
const dragged = ref<string | null>(null);
const target = ref<{ group: string; index: number } | null>(null);

/** Moves rules by their handle; the same can be done from their menu and by Alt with the arrow keys. */
export function useRuleDragging() {
  const draft = useSegmentDraft();

  function begin(id: string, event: DragEvent): void {
    dragged.value = id;
    event.dataTransfer?.setData('text/plain', id);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  }
  function over(group: string, index: number, event: DragEvent): void {
    if (dragged.value === null) return;
    event.preventDefault();
    event.stopPropagation();
    const box = (event.currentTarget as Element).getBoundingClientRect();
    target.value = { group, index: event.clientY > box.top + box.height / 2 ? index + 1 : index };
  }
  function end(): void {
    dragged.value = null;
    target.value = null;
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const [id, place] = [dragged.value, target.value];
    if (id !== null && place) draft.edit((tree) => moveTo(tree, id, place.group, place.index));
    end();
  }
  /** Listeners for what stands at a place of a group: something can be dropped before or after it. */
  function landing(group: string, index: number) {
    return { dragover: (event: DragEvent) => over(group, index, event), drop };
  }
  return { dragged, target, begin, landing, end };
}
