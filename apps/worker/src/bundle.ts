import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundlePath, workflowInterceptorModules, workflowsPath } from './create-worker.ts';

/** Bundles the workflows ahead, so that the worker starts at once: `node src/bundle.ts`. */
const { code } = await bundleWorkflowCode({
  workflowsPath,
  workflowInterceptorModules,
  logger: new DefaultLogger('WARN'),
});
await mkdir(dirname(bundlePath), { recursive: true });
// Written aside first: a worker that starts meanwhile reads the old bundle or the new one, never half of it.
await writeFile(`${bundlePath}.part`, code);
await rename(`${bundlePath}.part`, bundlePath);
