/** Numbers in [0, 1) that follow from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Some of the items, each at most once, in their order. */
export function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  const keyed = items.map((item, index) => ({ item, index, key: random() }));
  const chosen = keyed.toSorted((one, other) => one.key - other.key).slice(0, count);
  return chosen.toSorted((one, other) => one.index - other.index).map(({ item }) => item);
}
