import { useQueryCache } from '@pinia/colada';
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { CurrencyRateCheck, CurrencyRateImport } from '../api/contract.ts';
import { checkRates, importRates, listRateImports } from '../api/currency-rates.ts';
import { usePolling } from '../api/polling.ts';
import { asProblem, Problem } from '../api/problem.ts';
import { t } from '../language/messages.ts';
import { faultsOf, mostBytes, type Fault } from './rate-file.ts';

/** A file on its way: chosen, checked, being imported, imported. */
export interface RateImport {
  fileName: Ref<string | null>;
  busy: Ref<'checking' | 'importing' | null>;
  /** What the import would change; null until the file is read, and where it cannot be. */
  check: Ref<CurrencyRateCheck | null>;
  /** What is wrong with the file, by line. */
  faults: ComputedRef<Fault[]>;
  /** Why it did not work, where that is not the file's lines. */
  problem: ComputedRef<Problem | null>;
  imported: Ref<CurrencyRateImport | null>;
  take(file: File): Promise<void>;
  /** Imports what was checked. Sets `problem` where that is refused. */
  start(): Promise<void>;
  reset(): void;
}

/** Takes a file of rates through check and import into the workspace that `workspaceId` gives. */
export function useRateImport(workspaceId: () => string): RateImport {
  const cache = useQueryCache();
  const fileName = ref<string | null>(null);
  const busy = ref<'checking' | 'importing' | null>(null);
  const check = shallowRef<CurrencyRateCheck | null>(null);
  const imported = shallowRef<CurrencyRateImport | null>(null);
  const refusal = shallowRef<Problem | null>(null);
  const csv = ref('');
  const faults = computed(() => (refusal.value?.code === 'invalid-rates' ? faultsOf(refusal.value, csv.value) : []));
  /** Answers about a file that has been put away since are dropped. */
  let turn = 0;

  function reset(): void {
    turn++;
    fileName.value = busy.value = check.value = imported.value = refusal.value = null;
    csv.value = '';
  }

  async function attempt(
    what: 'checking' | 'importing',
    act: (current: () => boolean) => Promise<void>,
  ): Promise<void> {
    const mine = turn;
    const current = (): boolean => mine === turn;
    busy.value = what;
    refusal.value = null;
    try {
      await act(current);
    } catch (error) {
      if (current()) refusal.value = asProblem(error);
    } finally {
      if (current()) busy.value = null;
    }
  }

  async function take(file: File): Promise<void> {
    reset();
    fileName.value = file.name;
    await attempt('checking', async (current) => {
      if (file.size > mostBytes)
        throw new Problem({ status: 413, title: t.exchangeRates.tooLargeTitle, detail: t.exchangeRates.tooLarge });
      const text = await file.text();
      if (!current()) return;
      csv.value = text;
      const answer = await checkRates(workspaceId(), text);
      if (current()) check.value = answer;
    });
  }

  async function start(): Promise<void> {
    await attempt('importing', async (current) => {
      const answer = await importRates(workspaceId(), csv.value);
      if (current()) imported.value = answer;
      void cache.invalidateQueries({ key: ['workspace', workspaceId(), 'currency-rates'] });
    });
  }

  usePolling(
    async () => {
      const { items } = await listRateImports(workspaceId(), { limit: 50 });
      imported.value = items.find(({ id }) => id === imported.value?.id) ?? imported.value;
      if (imported.value?.status !== 'running')
        void cache.invalidateQueries({ key: ['workspace', workspaceId(), 'currency-rates'] });
    },
    () => (imported.value?.status === 'running' ? 1_000 : null),
  );

  return {
    fileName,
    busy,
    check,
    faults,
    problem: computed(() => (faults.value.length ? null : refusal.value)),
    imported,
    take,
    start,
    reset,
  };
}
