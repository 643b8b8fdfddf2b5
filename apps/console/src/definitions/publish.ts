import type { Definition } from '@cutline/segment-definition';
import { ref, type Ref } from 'vue';
import type { DefinitionDetail } from '../api/contract.ts';
import { getDefinition, publishDefinition, publishVersion } from '../api/definitions.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { useWorkspace } from '../workspaces/current.ts';
import { useRenewDefinitions } from './queries.ts';

/** Which published version is being changed; null for one that is new. */
export interface Basis {
  id: string;
  version: number;
}

export interface Publishing {
  busy: Ref<boolean>;
  problem: Ref<Problem | null>;
  /** The version that somebody else published meanwhile; until decided, nothing is published. */
  conflict: Ref<DefinitionDetail | null>;
  /** Publishes; gives what is now published, or null when it was refused (see `problem` and `conflict`). */
  publish: (document: Definition, basis: Basis | null) => Promise<DefinitionDetail | null>;
}

export function usePublishing(): Publishing {
  const workspace = useWorkspace();
  const renew = useRenewDefinitions();
  const busy = ref(false);
  const problem = ref<Problem | null>(null);
  const conflict = ref<DefinitionDetail | null>(null) as Ref<DefinitionDetail | null>;

  async function publish(document: Definition, basis: Basis | null): Promise<DefinitionDetail | null> {
    busy.value = true;
    problem.value = null;
    conflict.value = null;
    try {
      const published = basis
        ? await publishVersion(workspace.value.id, basis.id, document, basis.version)
        : await publishDefinition(workspace.value.id, document);
      void renew();
      return published;
    } catch (refusal) {
      problem.value = asProblem(refusal);
      if (basis && problem.value.code === 'version-conflict') {
        conflict.value = await getDefinition(workspace.value.id, basis.id).catch(() => null);
      }
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, conflict, publish };
}
