import { useQuery, useQueryCache } from '@pinia/colada';
import type { Definitions } from '@cutline/segment-definition';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { DefinitionKind, DefinitionSummary } from '../api/contract.ts';
import { getDefinition, listDefinitions } from '../api/definitions.ts';
import { useWorkspace } from '../workspaces/current.ts';

/** Every definition of the workspace, with what the last run made of it. */
export function useDefinitions() {
  const workspace = useWorkspace();
  const query = useQuery({
    key: () => ['workspace', workspace.value.id, 'definitions'],
    query: () => listDefinitions(workspace.value.id),
    enabled: () => workspace.value.id !== '',
  });
  const all = computed((): DefinitionSummary[] => query.data.value ?? []);
  const byId = computed(() => new Map(all.value.map((each) => [each.id, each])));
  const documents = computed((): Definitions => new Map(all.value.map(({ id, document }) => [id, document])));
  const ofKind = (kind: DefinitionKind) => computed(() => all.value.filter((each) => each.kind === kind));
  return { ...query, all, byId, documents, ofKind };
}

/** One definition with its versions and what it depends on. */
export function useDefinition(id: MaybeRefOrGetter<string>) {
  const workspace = useWorkspace();
  return useQuery({
    key: () => ['workspace', workspace.value.id, 'definitions', toValue(id)],
    query: () => getDefinition(workspace.value.id, toValue(id)),
    enabled: () => workspace.value.id !== '' && toValue(id) !== '',
  });
}

/** Marks what is known of the workspace's definitions as old: a run ended, or one was published. With `list`, only the list of all. */
export function useRenewDefinitions(): (what?: 'list') => Promise<unknown> {
  const cache = useQueryCache();
  const workspace = useWorkspace();
  // What cannot be had anew shows its error where it stands.
  return (what) =>
    cache
      .invalidateQueries({ key: ['workspace', workspace.value.id, 'definitions'], exact: what === 'list' })
      .catch(() => undefined);
}
