import { ref, type Ref } from 'vue';

/** How far something is that takes effect with the next batch. */
export type LandingState = 'idle' | 'under-way' | 'landed' | 'slow';

/** Half a minute, in steps of half a second. */
const tries = 60;
const interval = 500;

/**
 * Waits for something that takes effect with the next batch: asks `hasLanded` until it is so. After half a minute it says that it is slow, and
 * asks no more. A newer call takes the place of an older one.
 */
export function useLanding(): {
  state: Ref<LandingState>;
  wait: (hasLanded: () => Promise<boolean>) => Promise<boolean>;
} {
  const state = ref<LandingState>('idle');
  let latest = 0;
  async function wait(hasLanded: () => Promise<boolean>): Promise<boolean> {
    const mine = ++latest;
    state.value = 'under-way';
    for (let tried = 0; tried < tries; tried++) {
      // An answer that does not come is like one that says no: what was asked for is kept.
      const landed = await hasLanded().catch(() => false);
      if (mine !== latest) return false;
      if (landed) {
        state.value = 'landed';
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
      if (mine !== latest) return false;
    }
    state.value = 'slow';
    return false;
  }
  return { state, wait };
}
