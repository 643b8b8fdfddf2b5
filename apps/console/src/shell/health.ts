import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { ComponentState, Health } from '../api/contract.ts';
import { usePolling } from '../api/polling.ts';
import { getHealth } from '../api/workspaces.ts';

/** What each part does, in the words of someone who only wants to know what works. */
const parts: Record<string, string> = {
  postgres: 'The database of definitions',
  clickhouse: 'The database of events',
  temporal: 'The scheduler of computations',
  worker: 'The compute engine',
};

const states: Record<ComponentState, string> = {
  ready: 'is ready',
  starting: 'is starting',
  fetching: 'is still being fetched',
  building: 'is being built',
  failed: 'could not start',
  down: 'is not running',
};

export interface PartState {
  name: string;
  state: ComponentState;
  text: string;
  message: string | null;
  since: string | null;
}

/** The health of the parts that Cutline is made of, asked for often while something starts. */
export const useHealth = defineStore('health', () => {
  const health = ref<Health | null>(null);
  const unreachable = ref(false);

  async function ask(): Promise<void> {
    try {
      health.value = await getHealth();
      unreachable.value = false;
    } catch {
      unreachable.value = true;
    }
  }

  const waiting = computed((): PartState[] =>
    Object.entries(health.value?.components ?? {})
      .filter(([, { state }]) => state !== 'ready')
      .map(([name, { state, message, since }]) => ({
        name,
        state,
        text: `${parts[name] ?? name} ${states[state] ?? state}`,
        message: message ?? null,
        since: since ?? null,
      })),
  );
  const broken = computed(
    () => unreachable.value || waiting.value.some(({ state }) => state === 'failed' || state === 'down'),
  );

  void ask();
  usePolling(ask, () => (unreachable.value || waiting.value.length ? 2_000 : 30_000));
  return { health, waiting, broken, unreachable, ask };
});
