import { useEventListener } from '@vueuse/core';

/** Ctrl/Cmd-Z and Ctrl-Y (or with Shift) go back and forth, but for text fields, which undo their own typing. */
export function useUndoKeys({ undo, redo }: { undo: () => void; redo: () => void }): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]')) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) redo();
    else undo();
  });
}
