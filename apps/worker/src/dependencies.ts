import type { ClickHouseClient } from '@clickhouse/client';
import type { Database } from '@cutline/postgres';
import type { Keyring } from '@cutline/secrets';
import type { Logger } from 'pino';
import type { FairStatements, Limits } from './fair-queue/index.ts';
import type { ImportPlaces } from './import-places/places.ts';

/** What activities work with. */
export interface Dependencies {
  database: Database;
  clickhouse: ClickHouseClient;
  /** Folder of the installation's files: uploads are in `uploads/<import id>`. */
  home: string;
  /** Opens secrets that are stored. */
  keyring: Keyring;
  /** What files may be imported from; nothing but uploads and buckets by https where it is not said. */
  places?: ImportPlaces;
  /** Of an action with so many events timelines are kept; a default of the worker's where it is not said. */
  timelinesFrom?: number;
  /** In which statements of runs have their turns, and what they may take where a workspace has no limits of its own. */
  fair: { statements: FairStatements; limits: Limits };
  log: Logger;
}
