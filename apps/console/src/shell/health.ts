import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { ComponentState, Health } from '../api/contract.ts';
import { usePolling } from '../api/polling.ts';
import { getHealth } from '../api/workspaces.ts';
import { t } from '../language/messages.ts';

/** What a part does and how it is, in the words of someone who only wants to know what works. */
function partText(name: string, state: ComponentState): string {
  const parts: Record<string, string> = t.shell.parts;
  return t.shell.states[state](parts[name] ?? name);
}

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
        text: partText(name, state),
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
