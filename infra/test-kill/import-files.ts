import type { SalesFile } from './sales-files.ts';
import { mapping } from './sales-files.ts';
import { until } from './until.ts';
import type { PreparedWorkspace } from './workspace.ts';

/** An import as the API describes it. */
export interface ImportState {
  id: string;
  status: string;
  accepted: number;
  rejected: number;
  error: unknown;
}

/** Uploads a file, starts its import and waits until it has ended. `onProgress` hears of every look. */
export async function importFile(
  workspace: PreparedWorkspace,
  file: SalesFile,
  onProgress: (state: ImportState) => void,
): Promise<ImportState> {
  const { api, path } = workspace;
  const form = new FormData();
  form.set('file', new Blob([file.text], { type: 'text/csv' }), file.name);
  // An upload whose answer was lost is made again; the one before was never started.
  const uploaded = (await api.call('POST', `${path}/imports`, { form })).body as ImportState;
  // Where the answer to the start was lost, the second one finds that it has been started.
  await api.call('POST', `${path}/imports/${uploaded.id}/start`, { json: { mapping }, accept: [409] });
  return until(
    `the import of ${file.name}`,
    async () => {
      const state = (await api.call('GET', `${path}/imports/${uploaded.id}`)).body as ImportState;
      onProgress(state);
      return ['completed', 'failed', 'cancelled'].includes(state.status) ? state : undefined;
    },
    600_000,
  );
}
