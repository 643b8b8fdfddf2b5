/** Where metrics are served. */
export interface MetricsSettings {
  host: string;
  port: number;
  /** What a scraper must send as `Authorization: Bearer …`; absent where anybody who reaches the address may read. */
  token?: string;
}

/** What is told of a process, and where; what is absent is off. */
export interface TelemetrySettings {
  metrics?: MetricsSettings;
  traces?: {
    /** Share of the traces that begin here and are kept, from 0 to 1. */
    share: number;
  };
}

const loopback = /^(localhost|127(\.\d+){3}|::1)$/;

/**
 * Reads METRICS_PORT (no metrics without it), METRICS_HOST (127.0.0.1), METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
 * (no traces without one of them) and OTEL_TRACES_SAMPLER_ARG (1).
 *
 * @throws Error that says what to do, for a port or share that is none, and for an address beyond loopback without a token
 */
export function telemetrySettingsFrom(env: NodeJS.ProcessEnv): TelemetrySettings {
  const metrics = metricsFrom(env);
  const traces = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  return { ...(metrics && { metrics }), ...(traces && { traces: { share: shareFrom(env) } }) };
}

function metricsFrom(env: NodeJS.ProcessEnv): MetricsSettings | undefined {
  const given = env['METRICS_PORT'];
  if (!given) return undefined;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`METRICS_PORT is ${given}; it should be a port number.`);
  const host = env['METRICS_HOST'] || '127.0.0.1';
  const token = env['METRICS_TOKEN'] || undefined;
  if (!token && !loopback.test(host))
    throw new Error(
      `METRICS_HOST is ${host}, which others can reach: set METRICS_TOKEN too, or leave METRICS_HOST out. Metrics tell of every workspace.`,
    );
  return { host, port, ...(token && { token }) };
}

function shareFrom(env: NodeJS.ProcessEnv): number {
  const given = env['OTEL_TRACES_SAMPLER_ARG'];
  if (!given) return 1;
  const share = Number(given);
  if (!(share >= 0 && share <= 1))
    throw new Error(`OTEL_TRACES_SAMPLER_ARG is ${given}; it should be a share from 0 to 1.`);
  return share;
}
