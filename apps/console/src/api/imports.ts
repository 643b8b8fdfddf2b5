import { allItems, answer, client } from './client.ts';
import type {
  Import,
  ImportFolderContents,
  ImportLocation,
  ImportPlacePage,
  ImportSample,
  Mapping,
  NewImportLocation,
  Page,
  PageQuery,
  Reject,
} from './contract.ts';

export function listImports(workspaceId: string, { cursor, ...query }: PageQuery = {}): Promise<Page<Import>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/imports', {
      params: { path: { workspaceId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

export function getImport(workspaceId: string, importId: string): Promise<Import> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/imports/{importId}', { params: { path: { workspaceId, importId } } }),
  );
}

/** Reads the file's beginning under a mapping (or its own guess) and shows its rows as they would be stored. */
export function sampleImport(workspaceId: string, importId: string, mapping?: Mapping): Promise<ImportSample> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/imports/{importId}/sample', {
      params: { path: { workspaceId, importId } },
      body: { mapping },
    }),
  );
}

export function startImport(workspaceId: string, importId: string, mapping: Mapping): Promise<Import> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/imports/{importId}/start', {
      params: { path: { workspaceId, importId } },
      body: { mapping },
    }),
  );
}

export function cancelImport(workspaceId: string, importId: string): Promise<Import> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/imports/{importId}/cancel', {
      params: { path: { workspaceId, importId } },
    }),
  );
}

export function listRejects(
  workspaceId: string,
  importId: string,
  { cursor, ...query }: PageQuery = {},
): Promise<Page<Reject>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/imports/{importId}/rejects', {
      params: { path: { workspaceId, importId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

/** Where the rejected rows can be downloaded. */
export function rejectsCsv(workspaceId: string, importId: string): string {
  return `/api/v1/workspaces/${workspaceId}/imports/${importId}/rejects.csv`;
}

/** Takes back what an import brought. */
export function undoImport(workspaceId: string, importId: string): Promise<Import> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/imports/{importId}/undo', {
      params: { path: { workspaceId, importId } },
    }),
  );
}

/** What is in the installation's folder to import from, or in one of its folders. */
export function listImportFolder(workspaceId: string, path: string): Promise<ImportFolderContents> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/import-folder', {
      params: { path: { workspaceId }, query: { path: path || undefined } },
    }),
  );
}

export function importFromFolder(workspaceId: string, path: string): Promise<Import> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/imports/from-folder', {
      params: { path: { workspaceId } },
      body: { path },
    }),
  );
}

/** Every bucket that files are imported from. */
export function listImportLocations(workspaceId: string): Promise<ImportLocation[]> {
  return allItems((cursor) =>
    answer(
      client.GET('/api/v1/workspaces/{workspaceId}/import-locations', {
        params: { path: { workspaceId }, query: { cursor, limit: 100 } },
      }),
    ),
  );
}

export function createImportLocation(workspaceId: string, body: NewImportLocation): Promise<ImportLocation> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/import-locations', { params: { path: { workspaceId } }, body }),
  );
}

export function changeImportLocation(
  workspaceId: string,
  locationId: string,
  body: Partial<NewImportLocation>,
): Promise<ImportLocation> {
  return answer(
    client.PATCH('/api/v1/workspaces/{workspaceId}/import-locations/{locationId}', {
      params: { path: { workspaceId, locationId } },
      body,
    }),
  );
}

export async function removeImportLocation(workspaceId: string, locationId: string): Promise<void> {
  await answer(
    client.DELETE('/api/v1/workspaces/{workspaceId}/import-locations/{locationId}', {
      params: { path: { workspaceId, locationId } },
    }),
  );
}

/** What is in a bucket under a prefix. */
export function listImportObjects(
  workspaceId: string,
  locationId: string,
  prefix: string,
  cursor?: string,
): Promise<ImportPlacePage> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/import-locations/{locationId}/objects', {
      params: { path: { workspaceId, locationId }, query: { prefix: prefix || undefined, cursor } },
    }),
  );
}

export function importFromBucket(workspaceId: string, locationId: string, key: string): Promise<Import> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/imports/from-bucket', {
      params: { path: { workspaceId } },
      body: { locationId, key },
    }),
  );
}
