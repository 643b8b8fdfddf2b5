/** Names of the ClickHouse tables; the one place that spells them. */
export const tables = {
  events: 'events',
  knownProfiles: 'known_profiles',
  profileAttributes: 'profile_attributes',
  memberships: 'memberships',
  membershipChanges: 'membership_changes',
  runBitmaps: 'run_bitmaps',
} as const;
