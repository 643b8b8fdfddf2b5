import { useElementSize, useScroll } from '@vueuse/core';
import { computed, type ComputedRef, type Ref } from 'vue';

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
  const { y } = useScroll(area);
  const { height } = useElementSize(area);
  const range = computed(() => visibleRange(y.value, height.value || 900, rowHeight, items().length));
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
