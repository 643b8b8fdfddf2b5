import { answer } from '@cutline/api-client';
import type { Definition } from '@cutline/segment-definition';
import type { Connection } from './connect.ts';

/** Something in a document that is allowed, but perhaps misspelt: where (JSON pointer), and why. */
export interface Warning {
  path: string;
  message: string;
}

/**
 * Names in a document that have never occurred in the workspace. Null where the API cannot say: what the document refers
 * to is not published yet, or only otherwise.
 */
export async function namesNeverSeen(
  document: Definition,
  { client, workspace }: Connection,
): Promise<Warning[] | null> {
  const { valid, warnings } = await answer(
    client.POST('/api/v1/workspaces/{workspaceId}/definitions/validate', {
      params: { path: { workspaceId: workspace.id } },
      body: document,
    }),
  );
  return valid ? warnings : null;
}
