import { tables } from '../tables.ts';

/**
 * Where rows lie on a cluster: on the shard that an expression over their columns gives, or all of them on every server.
 *
 * What is about profiles lies with its chunk: 65,536 profile numbers in a row, as bitmaps are cut. So a chunk of a set is one row on one
 * shard, beside all that it is computed from. Chunks take turns, and those of another workspace begin at another shard.
 */
export type Placement = { by: string } | 'everywhere';

const byProfile = { by: 'workspace + bitShiftRight(profile, 16)' };
const byChunk = { by: 'workspace + chunk' };

const placements = new Map<string, Placement>([
  [tables.events, byProfile],
  [tables.identifiers, byProfile],
  [tables.profileValues, byProfile],
  [tables.timelines, byProfile],
  [tables.membershipChanges, byProfile],
  [tables.memberships, byChunk],
  [tables.runBitmaps, byChunk],
  // Nothing is ever asked of a message but whether it was there.
  [tables.messageIds, { by: 'workspace + toUInt64(message)' }],
  // Small, and joined to rows of every shard.
  [tables.profileAliases, 'everywhere'],
  [tables.currencyRates, 'everywhere'],
  ['schema_migrations', 'everywhere'],
  // Of earlier versions.
  ['known_profiles', byProfile],
  ['profile_attributes', byProfile],
  ['memberships_in_small_granules', byChunk],
]);

/** Undefined for what is not one of Cutline's tables. */
export function placementOf(table: string): Placement | undefined {
  return placements.get(table);
}
