import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Telemetry } from '@cutline/telemetry';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import { isBalanced, metricsIn, readExpressions, readRules, repositoryFile } from './testing/monitoring-files.ts';
import { startApiTelemetry } from './start-api-telemetry.ts';

let api: TestApi;
let telemetry: Telemetry;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  api = await createTestApi();
  telemetry = await startApiTelemetry(api.application, { metrics: { host: '127.0.0.1', port: 0 } });
  stopWorker = await startTestWorker(api);
});
afterAll(async () => {
  await stopWorker();
  await telemetry.stop();
  await api.drop();
});

async function scrape(): Promise<string> {
  const response = await fetch(telemetry.metricsUrl!);
  expect(response.status).toBe(200);
  return response.text();
}

/** Names that a scrape can bring, with those that a histogram's parts have. */
function namesIn(text: string): Set<string> {
  const declared = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set(
    declared.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

const rules = readRules();
const expressions = [...rules.map(({ expr }) => expr), ...readExpressions()];

describe('alerts and dashboard', () => {
  it('ask for metrics that API and worker export, and for all of Cutline’s', async () => {
    const exported = namesIn(await scrape());
    const asked = new Set(expressions.flatMap(metricsIn));
    expect([...asked].filter((name) => !exported.has(name))).toEqual([]);
    const families = (names: Iterable<string>) =>
      new Set(
        [...names]
          .filter((name) => name.startsWith('cutline_'))
          .map((name) => name.replace(/_(bucket|sum|count)$/, '')),
      );
    const shown = families(asked);
    expect([...families(exported)].filter((name) => !shown.has(name))).toEqual([]);
  });

  it('are written as Prometheus reads them', () => {
    expect(expressions.filter((expression) => !isBalanced(expression))).toEqual([]);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(isBalanced('sum(rate(up{job="a)"}[5m])')).toBe(false);
  });

  it('come with a runbook each', () => {
    const headings = new Set(repositoryFile('docs/monitoring.md').match(/^### .+$/gm));
    expect(rules.filter(({ alert }) => !headings.has(`### ${alert}`))).toEqual([]);
    expect(headings.size).toBe(rules.length);
    for (const { alert, annotations } of rules)
      expect(annotations.runbook).toBe(`docs/monitoring.md#${alert.toLowerCase()}`);
  });
});

describe('metrics', () => {
  it('tell of a run, of the freshness of its segments and of what it asked of ClickHouse', async () => {
    const { id, number } = api.workspace;
    const path = `/api/v1/workspaces/${id}`;
    await scrape();
    const document = { kind: 'segment', name: 'Everybody', where: { type: 'all', of: [] } };
    const published = await api.call<{ id: string }>('POST', `${path}/definitions`, { key: api.key, body: document });
    expect(published.status).toBe(201);
    await expect
      .poll(scrape)
      .toMatch(new RegExp(`^cutline_runs_total\\{workspace="${number}",scope="\\w+",status="completed"\\} [1-9]`, 'm'));
    await expect.poll(scrape).toMatch(new RegExp(`^cutline_segments\\{workspace="${number}"\\} 1$`, 'm'));
    const text = await scrape();
    expect(text).toMatch(new RegExp(`^cutline_segments_late\\{workspace="${number}"\\} 0$`, 'm'));
    expect(text).toMatch(/^cutline_clickhouse_statement_seconds_count\{feature="recompute"\} [1-9]/m);
    expect(text).toMatch(/^cutline_activity_seconds_count\{activity="executeStep",outcome="completed"\} [1-9]/m);
    expect(text).toMatch(/^cutline_worker_connected 1$/m);
    expect(text).toContain(`cutline_workspace_info{workspace="${number}",id="${id}"} 1`);
    expect(text).not.toContain('Everybody');
  });
});
