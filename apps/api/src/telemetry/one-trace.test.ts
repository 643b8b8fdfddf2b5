import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceConnections, type Telemetry } from '@cutline/telemetry';
import { TemporalService } from '../temporal/temporal.service.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import { receiveSpans, type ReceivedSpan } from './testing/receive-spans.ts';
import { startApiTelemetry } from './start-api-telemetry.ts';

let receiver: Awaited<ReturnType<typeof receiveSpans>>;
let api: TestApi;
let telemetry: Telemetry;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  receiver = await receiveSpans();
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.endpoint;
  api = await createTestApi();
  telemetry = await startApiTelemetry(api.application, { traces: { share: 1 } });
  traceConnections(api.database);
  stopWorker = await startTestWorker(api);
});
afterAll(async () => {
  await stopWorker();
  await telemetry.stop();
  await api.drop();
  await receiver.close();
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
});

/** The spans of one trace. */
function trace(id: string): ReceivedSpan[] {
  return receiver.spans.filter(({ traceId }) => traceId === id);
}

/** From a span up to the first, by names. */
function wayUp(span: ReceivedSpan): string[] {
  const parent = trace(span.traceId).find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [span.name, ...wayUp(parent)] : [span.name];
}

const askForRun = async (asOf?: string): Promise<string> => {
  const requestId = crypto.randomUUID();
  const path = `/api/v1/workspaces/${api.workspace.id}/runs`;
  const { status } = await api.call('POST', path, {
    key: api.key,
    body: { asOf },
    headers: { 'x-request-id': requestId },
  });
  expect(status).toBe(202);
  return requestId;
};

describe('traces', () => {
  it('hold a request, the run that it asked for and the queries of that run together', async () => {
    const requestId = await askForRun();
    const asked = () => receiver.spans.find(({ attributes }) => attributes['cutline.request_id'] === requestId);
    const ofRun = () => {
      const traceId = asked()?.traceId;
      return traceId === undefined ? [] : trace(traceId);
    };
    await expect.poll(() => ofRun().map(({ name }) => name)).toContain('workflow recomputeWorkspace');
    const request = 'POST /api/v1/workspaces/:workspaceId/runs';
    expect(asked()?.name).toBe(request);

    const statements = ofRun().filter(({ name }) => name === 'clickhouse recompute');
    expect(statements.length).toBeGreaterThan(0);
    const steps = statements.filter(({ attributes }) => attributes['cutline.run'] === 1);
    expect(steps.length).toBeGreaterThan(0);
    for (const { attributes } of steps) {
      expect(attributes['clickhouse.query_id']).toEqual(expect.any(String));
      expect(attributes['cutline.step']).toEqual(expect.any(String));
      expect(attributes['cutline.workspace']).toEqual(expect.any(Number));
      expect(attributes['clickhouse.read_rows']).toEqual(expect.any(Number));
      expect(attributes['clickhouse.read_bytes']).toEqual(expect.any(Number));
    }
    const ways = ofRun().map(wayUp);
    const up = ['workflow recomputeWorkspace', request];
    expect(ways).toContainEqual(['clickhouse recompute', 'activity executeStep', ...up]);
    expect(ways).toContainEqual(['activity beginRun', ...up]);
    expect(ways).toContainEqual(['postgres select workspace', 'activity beginRun', ...up]);
    // Every span hangs in the tree, and nothing of the run is elsewhere.
    expect(ways.filter((way) => way.at(-1) !== request)).toEqual([]);
    expect(
      receiver.spans.filter(({ name, traceId }) => name === 'activity executeStep' && traceId !== asked()?.traceId),
    ).toEqual([]);
  });

  it('of two requests that one workflow answers hold each its own run', async () => {
    const asked = [await askForRun('2026-01-01T00:00:00.000Z'), await askForRun('2026-02-01T00:00:00.000Z')];
    const runsOf = (requestId: string) => {
      const request = receiver.spans.find(({ attributes }) => attributes['cutline.request_id'] === requestId);
      const published = request ? trace(request.traceId).filter(({ name }) => name === 'activity publishRun') : [];
      return published.map(({ attributes }) => attributes['cutline.run_id']);
    };
    await expect.poll(() => asked.map((id) => runsOf(id).length)).toEqual([1, 1]);
    expect(new Set(asked.flatMap(runsOf)).size).toBe(2);
  });

  it('of what nobody asked for begin with the workflow, whose id is theirs', async () => {
    const { client, runId } = await startByItself();
    await expect
      .poll(() => trace(runId.replaceAll('-', '')).map(({ name }) => name))
      .toContain('workflow requestRecompute');
    await client;
    const spans = trace(runId.replaceAll('-', ''));
    await expect
      .poll(() => trace(spans[0]!.traceId).map(wayUp))
      .toContainEqual([
        'clickhouse recompute',
        'activity executeStep',
        'workflow recomputeWorkspace',
        'activity requestRun',
        'workflow requestRecompute',
      ]);
  });
});

/** As a schedule does: without anybody's span. */
async function startByItself(): Promise<{ client: Promise<unknown>; runId: string }> {
  const temporal = api.application.get(TemporalService);
  const handle = await temporal.call((client) =>
    client.workflow.start('requestRecompute', {
      workflowId: `scheduled-${api.workspace.id}`,
      taskQueue: temporal.taskQueue,
      args: [{ workspaceId: api.workspace.id }],
    }),
  );
  return { client: handle.result(), runId: handle.firstExecutionRunId };
}
