import { connectPostgres } from '@cutline/postgres';
import { freshness } from './freshness.ts';
import { inbox } from './inbox.ts';
import { landedBatches } from './landed-batches.ts';
import { runs } from './runs.ts';
import { StoreReadings } from './store-readings.ts';
import { timelines } from './timelines.ts';
import { workspaces } from './workspaces.ts';

/** What PostgreSQL tells of all workspaces, read over a connection of its own. One process of an installation is to tell it. */
export function readStores(postgresUrl: string): StoreReadings {
  return new StoreReadings(connectPostgres(postgresUrl, 1), [
    freshness,
    workspaces,
    inbox,
    landedBatches,
    runs,
    timelines,
  ]);
}
