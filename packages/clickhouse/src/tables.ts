/** Names of the ClickHouse tables; the one place that spells them. */
export const tables = {
  events: 'events',
  identifiers: 'identifiers',
  profileValues: 'profile_values',
  currencyRates: 'currency_rates',
  memberships: 'memberships',
  membershipChanges: 'membership_changes',
  runBitmaps: 'run_bitmaps',
} as const;
