import { answer, client } from './client.ts';
import type {
  Erasure,
  ErasurePreview,
  NewErasure,
  NewRetentionRule,
  Page,
  PageQuery,
  RetentionPreview,
  RetentionRule,
} from './contract.ts';

/** Where everything about a person can be downloaded from, as one JSON file. */
export function exportAddress(workspaceId: string, profile: number): string {
  return `/api/v1/workspaces/${workspaceId}/profiles/${profile}/export`;
}

/** Erasures with their receipts, latest first. */
export function listErasures(workspaceId: string, { cursor, ...query }: PageQuery = {}): Promise<Page<Erasure>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/erasures', {
      params: { path: { workspaceId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

/** Whom an erasure would be about, and what would be lost. @throws Problem (422) */
export function previewErasure(workspaceId: string, body: NewErasure): Promise<ErasurePreview> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/erasures/preview', { params: { path: { workspaceId } }, body }),
  );
}

/** @throws Problem (409) where the person is out already */
export function erasePerson(workspaceId: string, body: NewErasure): Promise<Erasure> {
  return answer(client.POST('/api/v1/workspaces/{workspaceId}/erasures', { params: { path: { workspaceId } }, body }));
}

/** Lets the identifiers in again. @throws Problem (409) while it runs */
export function releaseErasure(workspaceId: string, erasure: string): Promise<Erasure> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/erasures/{erasure}/release', {
      params: { path: { workspaceId, erasure } },
    }),
  );
}

/** Tries a failed erasure again. */
export function retryErasure(workspaceId: string, erasure: string): Promise<Erasure> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/erasures/{erasure}/retry', {
      params: { path: { workspaceId, erasure } },
    }),
  );
}

export function listRetentionRules(workspaceId: string): Promise<RetentionRule[]> {
  return answer(client.GET('/api/v1/workspaces/{workspaceId}/retention-rules', { params: { path: { workspaceId } } }));
}

/** How many events a rule would delete now. */
export function previewRetentionRule(workspaceId: string, body: NewRetentionRule): Promise<RetentionPreview> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/retention-rules/preview', {
      params: { path: { workspaceId } },
      body,
    }),
  );
}

export function putRetentionRule(workspaceId: string, body: NewRetentionRule): Promise<RetentionRule> {
  return answer(
    client.PUT('/api/v1/workspaces/{workspaceId}/retention-rules', { params: { path: { workspaceId } }, body }),
  );
}

export async function deleteRetentionRule(workspaceId: string, action: string): Promise<void> {
  await answer(
    client.DELETE('/api/v1/workspaces/{workspaceId}/retention-rules/{action}', {
      params: { path: { workspaceId, action } },
    }),
  );
}
