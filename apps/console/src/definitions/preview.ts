import { useDebounceFn } from '@vueuse/core';
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { Problem } from '../api/problem.ts';

export interface Preview<R> {
  result: ShallowRef<R | null>;
  /** The result belongs to an earlier state of the document; a newer one is on its way. */
  renewing: Ref<boolean>;
  error: Ref<unknown>;
  /** When the result arrived, in milliseconds since 1970. */
  at: Ref<number | null>;
  renew: () => void;
}

/**
 * Asks for a preview soon after the document changed (250 ms of quiet). The last result stays until a newer one is
 * there; a question that a newer one overtakes is cancelled. No document (null), no preview.
 */
export function usePreview<D, R>(
  document: () => D | null,
  ask: (document: D, signal: AbortSignal) => Promise<R>,
): Preview<R> {
  const result = shallowRef<R | null>(null);
  const renewing = ref(false);
  const error = ref<unknown>(null);
  const at = ref<number | null>(null);
  let flying: AbortController | null = null;

  async function fly(): Promise<void> {
    const asked = document();
    flying?.abort();
    if (asked === null) {
      renewing.value = false;
      result.value = null;
      return;
    }
    const mine = (flying = new AbortController());
    renewing.value = true;
    try {
      const answer = await ask(asked, mine.signal);
      if (mine !== flying) return;
      result.value = answer;
      error.value = null;
      at.value = Date.now();
      renewing.value = false;
    } catch (refusal) {
      const overtaken = refusal instanceof Problem && refusal.code === 'superseded';
      if (mine !== flying || mine.signal.aborted || overtaken) return;
      error.value = refusal;
      renewing.value = false;
    }
  }

  const soon = useDebounceFn(fly, 250);
  watch(
    () => JSON.stringify(document()),
    () => {
      renewing.value = document() !== null;
      void soon();
    },
    { immediate: true },
  );
  onScopeDispose(() => flying?.abort());
  return { result, renewing, error, at, renew: () => void fly() };
}

/** A slot of one's own: previews of one page cancel each other, and those of no other page. */
export function newSlot(): string {
  return `console-${Math.random().toString(36).slice(2, 10)}`;
}
