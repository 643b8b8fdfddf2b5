import { answer, client } from './client.ts';
import type { Import, ImportSample, Mapping, Page, PageQuery, Reject } from './contract.ts';
import { Problem, problemOf } from './problem.ts';

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

/**
 * Uploads a file. `onProgress` hears the share sent, 0 to 1. (XMLHttpRequest, because fetch does not report what
 * has been sent.)
 * @throws Problem when it is refused, the connection breaks, or `signal` aborts it (code `aborted`).
 */
export function uploadFile(
  workspaceId: string,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Import> {
  const { promise, resolve, reject } = Promise.withResolvers<Import>();
  const request = new XMLHttpRequest();
  request.open('POST', `/api/v1/workspaces/${workspaceId}/imports`);
  request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
  request.onload = () => {
    let body: unknown;
    try {
      body = JSON.parse(request.responseText);
    } catch {
      body = undefined;
    }
    if (request.status < 300 && body) resolve(body as Import);
    else
      reject(
        problemOf(new Response(null, { status: Math.max(200, request.status), statusText: request.statusText }), body),
      );
  };
  request.onerror = () =>
    reject(
      new Problem({
        status: 0,
        code: 'unreachable',
        title: 'The upload was cut off',
        detail: 'Check your connection and choose the file again.',
      }),
    );
  request.onabort = () => reject(new Problem({ status: 0, code: 'aborted', title: 'The upload was stopped' }));
  signal?.addEventListener('abort', () => request.abort(), { once: true });
  const form = new FormData();
  form.append('file', file);
  request.send(form);
  return promise;
}
