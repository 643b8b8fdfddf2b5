import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clickHouseSettingsFrom, type ClickHouseSettings } from '@cutline/clickhouse';
import { postgresUrlFrom } from '@cutline/postgres';
import type { Keyring } from '@cutline/secrets';
import { placesFrom, type ImportPlaces } from '@cutline/worker/places';

/** What the API is told when it starts. */
export interface Settings {
  port: number;
  /** Address it listens on; loopback unless told otherwise. */
  host: string;
  /** Where people reach it, without a slash at the end. */
  publicUrl: string;
  postgresUrl: string;
  clickHouse: ClickHouseSettings;
  temporalAddress: string;
  /** The queue that the worker takes tasks from. */
  taskQueue: string;
  /** Signs session cookies. */
  authSecret: string;
  /** Seals secrets that are stored. */
  keyring: Keyring;
  /** Folder of uploads and credentials. */
  home: string;
  /** Where the launcher writes the state of what it starts; absent elsewhere. */
  stateFile?: string;
  /** Folder of the built console; absent where there is none. */
  consoleFolder?: string;
  /** Whether an empty installation is filled with a first person and the demo shop. */
  firstRun: boolean;
  /** Whether X-Forwarded-* of whoever connects is believed: only behind a proxy. */
  trustProxy: boolean;
  /** Bytes that an uploaded file has at most. */
  uploadLimit: number;
  /** What files may be imported from, beside uploads. */
  importPlaces: ImportPlaces;
  /** Messages that may wait in the inbox; while more do, sources are told to come again. */
  inboxLimit: number;
  /** Of pino: `info`, `silent`, … */
  logLevel: string;
  /** Where log lines go; standard output unless given. */
  logDestination?: { write(line: string): void };
}

/** Under this token the settings are injected. */
export const SETTINGS = Symbol('settings');

/**
 * Reads PORT, HOST, PUBLIC_URL, DATABASE_URL, CLICKHOUSE_*, TEMPORAL_ADDRESS, TEMPORAL_TASK_QUEUE, CUTLINE_HOME, CUTLINE_STATE_FILE,
 * CUTLINE_CONSOLE, CUTLINE_FIRST_RUN (`off`), CUTLINE_IMPORT_FOLDER,
 * CUTLINE_IMPORT_ENDPOINTS, TRUST_PROXY (`on`), INBOX_LIMIT and LOG_LEVEL. Throws when one that has no default is missing.
 */
export function settingsFrom(env: NodeJS.ProcessEnv): Omit<Settings, 'authSecret' | 'keyring'> {
  const port = Number(env['PORT'] ?? 4100);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is ${env['PORT']}; it should be a port number.`);
  return {
    port,
    host: env['HOST'] ?? 'localhost',
    publicUrl: (env['PUBLIC_URL'] ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    postgresUrl: postgresUrlFrom(env),
    clickHouse: clickHouseSettingsFrom(env),
    temporalAddress: env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233',
    taskQueue: env['TEMPORAL_TASK_QUEUE'] ?? 'cutline',
    home: env['CUTLINE_HOME'] ?? join(homedir(), '.cutline'),
    stateFile: env['CUTLINE_STATE_FILE'],
    consoleFolder: env['CUTLINE_CONSOLE'] ?? fileURLToPath(new URL('../../../console/dist', import.meta.url)),
    firstRun: env['CUTLINE_FIRST_RUN'] !== 'off',
    trustProxy: env['TRUST_PROXY'] === 'on',
    uploadLimit: 10 * 1024 ** 3,
    importPlaces: placesFrom(env),
    inboxLimit: inboxLimitFrom(env),
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}

function inboxLimitFrom(env: NodeJS.ProcessEnv): number {
  const limit = Number(env['INBOX_LIMIT'] ?? 5_000_000);
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new Error(`INBOX_LIMIT is ${env['INBOX_LIMIT']}; it should be a number of messages.`);
  return limit;
}
