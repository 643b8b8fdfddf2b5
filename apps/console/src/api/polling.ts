import { useDocumentVisibility, useTimeoutFn } from '@vueuse/core';
import { toValue, watch, type MaybeRefOrGetter } from 'vue';

/**
 * Asks again and again while the page is visible: every `interval` milliseconds after the previous answer; never
 * while it is null.
 */
export function usePolling(ask: () => Promise<unknown>, interval: MaybeRefOrGetter<number | null>): void {
  const visibility = useDocumentVisibility();
  const timer = useTimeoutFn(
    async () => {
      await ask().catch(() => undefined);
      if (toValue(interval) !== null && visibility.value === 'visible') timer.start();
    },
    () => toValue(interval) ?? 1_000,
    { immediate: false },
  );
  watch(
    [() => toValue(interval), visibility],
    ([every, visible]) => {
      timer.stop();
      if (every !== null && visible === 'visible') timer.start();
    },
    { immediate: true },
  );
}
