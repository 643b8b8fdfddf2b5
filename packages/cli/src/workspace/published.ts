import { answer } from '@cutline/api-client';
import { definition, upgradeDefinition, type Definition, type DefinitionId } from '@cutline/segment-definition';
import { Failure } from '../failure.ts';
import type { Connection } from './connect.ts';

/** A definition that is published in the workspace. */
export interface Published {
  id: DefinitionId;
  version: number;
  document: Definition;
}

/** All of a workspace, by id, in the order of names. Throws Failure. */
export async function loadPublished({ client, workspace }: Connection): Promise<Map<DefinitionId, Published>> {
  const found = new Map<DefinitionId, Published>();
  let cursor: string | undefined;
  do {
    const page = await answer(
      client.GET('/api/v1/workspaces/{workspaceId}/definitions', {
        params: { path: { workspaceId: workspace.id }, query: { limit: 1_000, cursor } },
      }),
    );
    for (const { id, version, name, document } of page.items) {
      const read = definition.safeParse(upgradeDefinition(document));
      if (!read.success)
        throw new Failure(`“${name}” cannot be read. The server is probably newer than this \`cutline\`; update it.`);
      found.set(id, { id, version, document: read.data });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** Their documents. */
export function documentsOf(published: ReadonlyMap<DefinitionId, Published>): Map<DefinitionId, Definition> {
  return new Map([...published].map(([id, { document }]) => [id, document]));
}
