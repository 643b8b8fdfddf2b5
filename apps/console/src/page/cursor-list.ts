import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Page } from '../api/contract.ts';

export interface CursorList<T, P extends Page<T>> {
  items: Ref<T[]>;
  /** The latest page as it came, for totals beside the items. */
  page: Ref<P | null>;
  loading: Ref<boolean>;
  error: Ref<unknown>;
  hasMore: ComputedRef<boolean>;
  more: () => Promise<void>;
  reload: () => Promise<void>;
}

/**
 * A list that grows page by page and begins anew when `dependency` changes. Answers that arrive after a newer question are dropped.
 */
export function useCursorList<T, P extends Page<T> = Page<T>>(
  ask: (cursor: string | null) => Promise<P>,
  dependency: () => unknown,
): CursorList<T, P> {
  const items = ref<T[]>([]) as Ref<T[]>;
  const page = ref<P | null>(null) as Ref<P | null>;
  const loading = ref(false);
  const error = ref<unknown>(null);
  let question = 0;

  async function load(cursor: string | null): Promise<void> {
    const mine = ++question;
    loading.value = true;
    error.value = null;
    try {
      const answer = await ask(cursor);
      if (mine !== question) return;
      items.value = cursor === null ? answer.items : [...items.value, ...answer.items];
      page.value = answer;
    } catch (refusal) {
      if (mine === question) error.value = refusal;
    } finally {
      if (mine === question) loading.value = false;
    }
  }

  watch(dependency, () => void load(null), { immediate: true, deep: true });
  return {
    items,
    page,
    loading,
    error,
    hasMore: computed(() => typeof page.value?.nextCursor === 'string'),
    more: async () => (page.value?.nextCursor && !loading.value ? load(page.value.nextCursor) : undefined),
    reload: () => load(null),
  };
}
