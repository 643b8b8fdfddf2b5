import type { Import, ImportSample, Mapping, Reject } from './contract.ts';
import { Problem, problemOf } from './problem.ts';
import { send, type Page } from './request.ts';

const root = (workspace: string): string => `/api/v1/workspaces/${workspace}/imports`;

export function listImports(workspace: string, query: { cursor?: string | null; limit?: number } = {}): Promise<Page<Import>> {
  return send('GET', root(workspace), { query });
}

export function getImport(workspace: string, id: string): Promise<Import> {
  return send('GET', `${root(workspace)}/${id}`);
}

/** Reads the file's beginning under a mapping (or its own guess) and shows its rows as they would be stored. */
export function sampleImport(workspace: string, id: string, mapping?: Mapping): Promise<ImportSample> {
  return send('POST', `${root(workspace)}/${id}/sample`, { body: mapping ? { mapping } : {} });
}

export function startImport(workspace: string, id: string, mapping: Mapping): Promise<Import> {
  return send('POST', `${root(workspace)}/${id}/start`, { body: { mapping } });
}

export function cancelImport(workspace: string, id: string): Promise<Import> {
  return send('POST', `${root(workspace)}/${id}/cancel`, { body: {} });
}

export function listRejects(workspace: string, id: string, query: { cursor?: string | null; limit?: number } = {}): Promise<Page<Reject>> {
  return send('GET', `${root(workspace)}/${id}/rejects`, { query });
}

/** Where the rejected rows can be downloaded. */
export function rejectsCsv(workspace: string, id: string): string {
  return `${root(workspace)}/${id}/rejects.csv`;
}

/**
 * Uploads a file. `onProgress` hears the share sent, 0 to 1. (XMLHttpRequest, because fetch does not report what
 * has been sent.)
 * @throws Problem when it is refused, the connection breaks, or `signal` aborts it (code `aborted`).
 */
export function uploadFile(
  workspace: string,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', root(workspace));
    request.responseType = 'text';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      const body = request.responseText ? (JSON.parse(request.responseText) as unknown) : undefined;
      if (request.status < 300) resolve(body as Import);
      else reject(problemOf(new Response(null, { status: request.status, statusText: request.statusText }), body));
    };
    request.onerror = () =>
      reject(new Problem({ status: 0, code: 'unreachable', title: 'The upload was cut off', detail: 'Check your connection and choose the file again.' }));
    request.onabort = () => reject(new Problem({ status: 0, code: 'aborted', title: 'The upload was stopped' }));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
