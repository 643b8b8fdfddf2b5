import { answer, client } from './client.ts';
import type {
  CreatedSource,
  EventName,
  Inbox,
  MappingOfSource,
  MappingTrial,
  MappingTrialResult,
  MessageOutcome,
  NewSource,
  Page,
  PageQuery,
  Source,
  SourceChanges,
  SourceHour,
  SourceMapping,
  SourceMessage,
  SourceMessageDetail,
  WriteKey,
  WriteKeyInFull,
} from './contract.ts';

const all = '/api/v1/workspaces/{workspaceId}/sources';
const one = `${all}/{sourceId}` as const;
const of = (workspaceId: string, sourceId: string) => ({ params: { path: { workspaceId, sourceId } } });

/** Sources in the order they were created. */
export function listSources(workspaceId: string, { cursor, ...query }: PageQuery = {}): Promise<Page<Source>> {
  return answer(
    client.GET(all, { params: { path: { workspaceId }, query: { ...query, cursor: cursor ?? undefined } } }),
  );
}

/** Makes a source with its first write key. */
export function createSource(workspaceId: string, source: NewSource): Promise<CreatedSource> {
  return answer(client.POST(all, { params: { path: { workspaceId } }, body: source }));
}

export function getSource(workspaceId: string, sourceId: string): Promise<Source> {
  return answer(client.GET(one, of(workspaceId, sourceId)));
}

export function changeSource(workspaceId: string, sourceId: string, changes: SourceChanges): Promise<Source> {
  return answer(client.PATCH(one, { ...of(workspaceId, sourceId), body: changes }));
}

export async function deleteSource(workspaceId: string, sourceId: string): Promise<void> {
  await answer(client.DELETE(one, of(workspaceId, sourceId)));
}

/** Keys that hold, newest first; then those revoked lately. Only their first characters. */
export function listWriteKeys(workspaceId: string, sourceId: string): Promise<WriteKey[]> {
  return answer(client.GET(`${one}/write-keys`, of(workspaceId, sourceId)));
}

export function createWriteKey(workspaceId: string, sourceId: string): Promise<WriteKeyInFull> {
  return answer(client.POST(`${one}/write-keys`, of(workspaceId, sourceId)));
}

/** A key in full, for those who may change sources. */
export function getWriteKey(workspaceId: string, sourceId: string, writeKeyId: string): Promise<WriteKeyInFull> {
  return answer(
    client.GET(`${one}/write-keys/{writeKeyId}`, { params: { path: { workspaceId, sourceId, writeKeyId } } }),
  );
}

export async function revokeWriteKey(workspaceId: string, sourceId: string, writeKeyId: string): Promise<void> {
  await answer(
    client.DELETE(`${one}/write-keys/{writeKeyId}`, { params: { path: { workspaceId, sourceId, writeKeyId } } }),
  );
}

export function getMapping(workspaceId: string, sourceId: string): Promise<MappingOfSource> {
  return answer(client.GET(`${one}/mapping`, of(workspaceId, sourceId)));
}

/** Keeps what a source says otherwise than the default; null goes back to it. */
export function setMapping(
  workspaceId: string,
  sourceId: string,
  mapping: SourceMapping | null,
): Promise<MappingOfSource> {
  return answer(
    mapping === null
      ? client.DELETE(`${one}/mapping`, of(workspaceId, sourceId))
      : client.PUT(`${one}/mapping`, { ...of(workspaceId, sourceId), body: mapping }),
  );
}

/** How a message would be read under a mapping; nothing is stored. */
export function tryMapping(workspaceId: string, sourceId: string, trial: MappingTrial): Promise<MappingTrialResult> {
  return answer(client.POST(`${one}/mapping/try`, { ...of(workspaceId, sourceId), body: trial }));
}

/** Names under which events came lately. */
export function listEventNames(workspaceId: string, sourceId: string): Promise<EventName[]> {
  return answer(client.GET(`${one}/event-names`, of(workspaceId, sourceId)));
}

/** What came within a day, newest first. */
export function listSourceMessages(
  workspaceId: string,
  sourceId: string,
  { cursor, ...query }: PageQuery & { outcome?: MessageOutcome; search?: string },
): Promise<Page<SourceMessage>> {
  return answer(
    client.GET(`${one}/messages`, {
      params: { path: { workspaceId, sourceId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

export function getSourceMessage(workspaceId: string, sourceId: string, message: number): Promise<SourceMessageDetail> {
  return answer(client.GET(`${one}/messages/{message}`, { params: { path: { workspaceId, sourceId, message } } }));
}

/** How much came in each of the last 48 hours, oldest first. */
export function listHours(workspaceId: string, sourceId: string): Promise<SourceHour[]> {
  return answer(client.GET(`${one}/hours`, of(workspaceId, sourceId)));
}

/** How many accepted messages of the workspace wait to land. */
export function getInbox(workspaceId: string): Promise<Inbox> {
  return answer(client.GET('/api/v1/workspaces/{workspaceId}/inbox', { params: { path: { workspaceId } } }));
}
