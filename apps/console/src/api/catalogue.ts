import { answer, client } from './client.ts';
import type { Catalogue } from './contract.ts';

/** What really came into the workspace: events with their parameters, attributes, and channels of consent. */
export function getCatalogue(workspaceId: string): Promise<Catalogue> {
  return answer(client.GET('/api/v1/workspaces/{workspaceId}/catalogue', { params: { path: { workspaceId } } }));
}
