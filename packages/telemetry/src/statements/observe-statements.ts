import { SpanKind, trace, context } from '@opentelemetry/api';
import { Counter, Histogram } from 'prom-client';
import type { StatementEnd, StatementObserver } from '@cutline/clickhouse';
import { registry } from '../metrics/registry.ts';
import { traceparentOf } from '../traces/traceparent.ts';
import { errorTypeOf, markFailed, tracer } from '../traces/tracer.ts';

const registers = [registry];
const labelNames = ['feature'] as const;

const seconds = new Histogram({
  name: 'cutline_clickhouse_statement_seconds',
  help: 'Time that statements took, failed ones too, by what they were for',
  labelNames,
  buckets: [0.01, 0.05, 0.2, 1, 5, 30, 120, 600],
  registers,
});
const failures = new Counter({
  name: 'cutline_clickhouse_failures_total',
  help: 'Statements that failed, by the code of ClickHouse or of the connection',
  labelNames: ['feature', 'code'],
  registers,
});
const readRows = new Counter({
  name: 'cutline_clickhouse_read_rows_total',
  help: 'Rows that statements read, as ClickHouse told',
  labelNames,
  registers,
});
const readBytes = new Counter({
  name: 'cutline_clickhouse_read_bytes_total',
  help: 'Bytes that statements read, uncompressed, as ClickHouse told',
  labelNames,
  registers,
});
const memory = new Histogram({
  name: 'cutline_clickhouse_statement_memory_bytes',
  help: 'The most memory that statements took, as ClickHouse told',
  labelNames,
  buckets: [16, 64, 256, 1024, 2048, 4096, 16384].map((mebibytes) => mebibytes * 1024 ** 2),
  registers,
});
const workspaceRows = new Counter({
  name: 'cutline_clickhouse_workspace_read_rows_total',
  help: 'Rows that statements for a workspace read, as ClickHouse told',
  labelNames: ['workspace'],
  registers,
});

/** A span and metrics of every statement, and the span's name for ClickHouse, which notes it where it keeps a log of spans. */
export const observeStatements: StatementObserver = ({ kind, tag, queryId }) => {
  const start = performance.now();
  const feature = tag.feature ?? 'other';
  const attributes = {
    'db.system.name': 'clickhouse',
    'db.operation.name': kind,
    'cutline.feature': feature,
    ...(tag.step !== undefined && { 'cutline.step': tag.step }),
    ...(tag.workspace !== undefined && { 'cutline.workspace': tag.workspace }),
    ...(tag.run !== undefined && { 'cutline.run': tag.run }),
    ...(queryId !== undefined && { 'clickhouse.query_id': queryId }),
  };
  const span = tracer().startSpan(`clickhouse ${feature}`, { kind: SpanKind.CLIENT, attributes }, context.active());
  const spanContext = span.spanContext();
  const headers: Record<string, string> = trace.isSpanContextValid(spanContext)
    ? { traceparent: traceparentOf(spanContext) }
    : {};
  let ended = false;
  return {
    headers,
    end(how) {
      if (ended) return;
      ended = true;
      seconds.observe({ feature }, (performance.now() - start) / 1_000);
      if (how.error !== undefined) failures.inc({ feature, code: errorTypeOf(how.error) });
      const { rows, bytes, peak } = figuresOf(how);
      if (rows) readRows.inc({ feature }, rows);
      if (rows && tag.workspace !== undefined) workspaceRows.inc({ workspace: tag.workspace }, rows);
      if (bytes) readBytes.inc({ feature }, bytes);
      if (peak) memory.observe({ feature }, peak);
      if (!span.isRecording()) return;
      if (how.queryId) span.setAttribute('clickhouse.query_id', how.queryId);
      span.setAttributes({ 'clickhouse.read_rows': rows, 'clickhouse.read_bytes': bytes });
      if (peak) span.setAttribute('clickhouse.peak_memory', peak);
      if (how.error !== undefined) markFailed(span, how.error);
      span.end();
    },
  };
};

/** Not every server tells of memory. */
function figuresOf({ summary }: StatementEnd): { rows: number; bytes: number; peak: number } {
  const figure = (name: string): number => Number(summary?.[name] ?? 0) || 0;
  return { rows: figure('read_rows'), bytes: figure('read_bytes'), peak: figure('memory_usage') };
}
