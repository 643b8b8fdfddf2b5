import type { Database } from '@cutline/postgres';
import {
  observeConnections,
  startTelemetry,
  telemetrySettingsFrom,
  traceConnections,
  type Telemetry,
} from '@cutline/telemetry';
import { observeWorker } from '@cutline/telemetry/temporal';
import type { Logger } from 'pino';

/** Starts the worker's metrics and traces, as the environment says. Throws where that cannot be meant. */
export async function startWorkerTelemetry(database: Database, log: Logger): Promise<Telemetry> {
  const telemetry = await startTelemetry('worker', telemetrySettingsFrom(process.env), log);
  observeWorker(undefined);
  observeConnections(database);
  traceConnections(database);
  return telemetry;
}
