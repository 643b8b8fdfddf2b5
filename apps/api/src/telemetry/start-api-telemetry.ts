import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Database } from '@cutline/postgres';
import {
  observeConnections,
  readStores,
  startTelemetry,
  traceConnections,
  type Telemetry,
  type TelemetrySettings,
} from '@cutline/telemetry';
import { POSTGRES } from '../databases/tokens.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';

/**
 * Starts the API's metrics and traces as `asked`; what PostgreSQL tells of all workspaces is among its metrics. Ends them when the returned
 * is stopped.
 */
export async function startApiTelemetry(
  application: NestFastifyApplication,
  asked: TelemetrySettings,
): Promise<Telemetry> {
  const { postgresUrl } = application.get<Settings>(SETTINGS);
  const database = application.get<Database>(POSTGRES);
  const logger = new Logger('telemetry');
  const log = {
    info: (fields: Record<string, unknown>, msg: string) => logger.log({ msg, ...fields }),
    warn: (fields: Record<string, unknown>, msg: string) => logger.warn({ msg, ...fields }),
  };
  observeConnections(database);
  traceConnections(database);
  return startTelemetry('api', asked, log, asked.metrics && readStores(postgresUrl));
}
