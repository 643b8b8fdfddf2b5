/** Names of the ClickHouse tables; the one place that spells them. */
export const tables = {
  events: 'events',
  identifiers: 'identifiers',
  profileValues: 'profile_values',
  profileAliases: 'profile_aliases',
  messageIds: 'message_ids',
  currencyRates: 'currency_rates',
  memberships: 'memberships',
  membershipChanges: 'membership_changes',
  timelines: 'timelines',
  runBitmaps: 'run_bitmaps',
} as const;
