import { answer, client } from './client.ts';
import type { IdentifierOf, IdentityConflict, IdentityMerge, Page, PageQuery } from './contract.ts';

/** Identifiers that stood in one message and are of two customers, the latest first; those left apart on demand. */
export function listConflicts(
  workspaceId: string,
  { cursor, limit, dismissed }: PageQuery & { dismissed: boolean },
): Promise<Page<IdentityConflict>> {
  const query = { limit, cursor: cursor ?? undefined, dismissed: dismissed ? ('true' as const) : ('false' as const) };
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/identity/conflicts', { params: { path: { workspaceId }, query } }),
  );
}

/** Leaves a conflict as it is; it can be restored. */
export async function dismissConflict(workspaceId: string, ends: ConflictEnds): Promise<void> {
  const [params, body] = [{ path: { workspaceId } }, { from: named(ends.from), to: named(ends.to) }];
  await answer(client.POST('/api/v1/workspaces/{workspaceId}/identity/conflicts/dismiss', { params, body }));
}

/** Shows a conflict as open again. */
export async function restoreConflict(workspaceId: string, ends: ConflictEnds): Promise<void> {
  const [params, body] = [{ path: { workspaceId } }, { from: named(ends.from), to: named(ends.to) }];
  await answer(client.POST('/api/v1/workspaces/{workspaceId}/identity/conflicts/restore', { params, body }));
}

/** Merges by people and by aliases, those that were undone too; the latest first. */
export function listMerges(workspaceId: string, { cursor, limit }: PageQuery): Promise<Page<IdentityMerge>> {
  const query = { limit, cursor: cursor ?? undefined };
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/identity/merges', { params: { path: { workspaceId }, query } }),
  );
}

/** Makes one profile of two. It takes effect with the next batch. */
export async function mergeProfiles(
  workspaceId: string,
  ends: { from: IdentifierOf; into: IdentifierOf },
): Promise<void> {
  const body = { from: named(ends.from), into: named(ends.into) };
  await answer(
    client.POST('/api/v1/workspaces/{workspaceId}/identity/merges', { params: { path: { workspaceId } }, body }),
  );
}

/** Takes a merge back. It takes effect with the next batch. */
export async function undoMerge(workspaceId: string, { kind, from, into }: IdentityMerge): Promise<void> {
  const body = { kind, from: named(from), into: named(into) };
  await answer(
    client.POST('/api/v1/workspaces/{workspaceId}/identity/merges/undo', { params: { path: { workspaceId } }, body }),
  );
}

interface ConflictEnds {
  from: IdentifierOf;
  to: IdentifierOf;
}

/** Nothing but what names it: the API takes no more. */
function named({ kind, value }: IdentifierOf): IdentifierOf {
  return { kind, value };
}
