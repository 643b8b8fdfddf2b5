import type { Definition } from '@cutline/segment-definition';
import { answer, client } from './client.ts';
import type { Estimate } from './contract.ts';

/** What a definition would add to each full run. */
export function estimateCost(
  workspaceId: string,
  body: { document: Definition; definitionId?: string },
  signal?: AbortSignal,
): Promise<Estimate> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/estimates', { params: { path: { workspaceId } }, body, signal }),
  );
}
