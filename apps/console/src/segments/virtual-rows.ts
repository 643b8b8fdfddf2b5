import { useElementSize, useEventListener } from '@vueuse/core';
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';

export interface VirtualRows<T> {
  rows: ComputedRef<{ item: T; index: number }[]>;
  /** Heights of what is not drawn, above and below. */
  above: ComputedRef<number>;
  below: ComputedRef<number>;
}

/** Which rows of a fixed height a scrolled area shows (and a few more on both sides). */
export function visibleRange(
  scrolled: number,
  height: number,
  rowHeight: number,
  count: number,
  spare = 8,
): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrolled / rowHeight) - spare);
  const to = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + spare);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}

/** Draws only the rows in sight of a scrolled area, so that a thousand scroll as smoothly as ten. */
export function useVirtualRows<T>(area: Ref<HTMLElement | null>, items: () => T[], rowHeight: number): VirtualRows<T> {
  const scrolled = shallowRef(0);
  useEventListener(area, 'scroll', () => (scrolled.value = area.value?.scrollTop ?? 0), { passive: true });
  const { height } = useElementSize(area);
  const seen = computed(() => visibleRange(scrolled.value, height.value || 900, rowHeight, items().length));
  // Rows are drawn anew only when the range changes, not with every pixel.
  const range = computed<{ from: number; to: number }>((before) =>
    before && before.from === seen.value.from && before.to === seen.value.to ? before : seen.value,
  );
  return {
    rows: computed(() => {
      const { from, to } = range.value;
      return items()
        .slice(from, to)
        .map((item, index) => ({ item, index: from + index }));
    }),
    above: computed(() => range.value.from * rowHeight),
    below: computed(() => (items().length - range.value.to) * rowHeight),
  };
}
