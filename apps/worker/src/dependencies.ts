import type { ClickHouseClient } from '@clickhouse/client';
import type { Database } from '@cutline/postgres';
import type { Keyring } from '@cutline/secrets';
import type { Logger } from 'pino';

/** What activities work with. */
export interface Dependencies {
  database: Database;
  clickhouse: ClickHouseClient;
  /** Folder of the installation's files: uploads are in `uploads/<import id>`. */
  home: string;
  /** Opens secrets that are stored. */
  keyring: Keyring;
  log: Logger;
}
