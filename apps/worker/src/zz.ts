import { copyFile, mkdir } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { createTestWorkspace } from './test-workspace.ts';
import { startTestWorker } from './test-worker.ts';
import { sampleFile } from './import-file/sample.ts';
const stage = await createTestWorkspace();
const worker = await startTestWorker(stage);
try {
  if (process.argv[2]) {
    const file = process.argv[2];
    const { suggestedMapping } = await sampleFile(file, undefined, { timeZone: 'UTC', currency: 'USD' });
    const [imp] = await stage.database.insert(schema.importFile).values({ workspaceId: stage.workspace.id, fileName: 'x.csv', bytes: statSync(file).size, checksum: 'x', status: 'uploaded', mapping: suggestedMapping }).returning();
    await mkdir(stage.home + '/uploads', { recursive: true }); await copyFile(file, `${stage.home}/uploads/${imp!.id}`);
    const t = performance.now();
    const h = await worker.client.workflow.start('importFile', { taskQueue: worker.taskQueue, workflowId: `import-${imp!.id}`, args: [{ workspaceId: stage.workspace.id, importId: imp!.id }] });
    await h.result();
    const ms = performance.now() - t;
    const [row] = await stage.database.select().from(schema.importFile).where(eq(schema.importFile.id, imp!.id));
    console.log(row!.status, row!.accepted, row!.rejected, ms, 'ms', (row!.accepted / ms * 1000).toFixed(0), 'rows/s', await h.query('progress'));
    console.log(await stage.rows('SELECT count() n, uniqExact(profile) p, sum(revenue) r FROM events'));
  } else {
    const t = performance.now();
    const h = await worker.client.workflow.start('loadDemo', { taskQueue: worker.taskQueue, workflowId: `demo-${stage.workspace.id}`, args: [{ workspaceId: stage.workspace.id }] });
    await h.result();
    console.log('demo', performance.now() - t, await h.query('progress'));
    console.log(await stage.rows('SELECT action, count() n, uniqExact(profile) p, sum(revenue) r FROM events GROUP BY action'));
    await worker.client.workflow.result(`recompute-${stage.workspace.id}`);
    console.log(process.memoryUsage().rss / 1e6);
  }
} finally { await worker.stop(); await stage.drop(); }
