import { registry } from './metrics/registry.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import type { TelemetrySettings } from './settings.ts';
import type { StoreReadings } from './stores/store-readings.ts';

/** What is told where metrics cannot be served: a part of pino's logger. */
export interface TelemetryLog {
  warn(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
}

export interface Telemetry {
  /** Where metrics are, e.g. `http://127.0.0.1:4101/metrics`; undefined where they are not served. */
  metricsUrl: string | undefined;
  /** Sends what is left of traces, for some seconds at most, and ends the server. */
  stop(): Promise<void>;
}

/**
 * Starts what `settings` ask for: traces of this process under the name `service`, and its metrics; with `readings`, those of the stores besides. Never
 * throws: a process must not stand still because nobody can watch it.
 */
export async function startTelemetry(
  service: string,
  settings: TelemetrySettings,
  log: TelemetryLog,
  readings?: StoreReadings,
): Promise<Telemetry> {
  // Loaded where asked for, so that it costs nothing elsewhere.
  const traces = settings.traces && (await import('./traces/start-traces.ts')).startTraces(service, settings.traces);
  const metrics = settings.metrics && (await serve(settings.metrics));
  return {
    metricsUrl: metrics?.url,
    async stop() {
      await Promise.allSettled([metrics?.close(), traces?.stop(), readings?.close()]);
    },
  };

  async function serve(where: NonNullable<TelemetrySettings['metrics']>) {
    const text = async (): Promise<string> => {
      await readings?.refresh();
      return registry.metrics();
    };
    try {
      const served = await serveMetrics(where, text, registry.contentType);
      log.info({ url: served.url }, 'metrics are served');
      return served;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      log.warn({ code, host: where.host, port: where.port }, 'metrics cannot be served');
      return undefined;
    }
  }
}
