import type { ClickHouseClient } from '@clickhouse/client';

/** The workspace that the widened shop is of. */
export const widened = 2;

/**
 * Copies the shop's events to a second workspace, and gives them all that events and profiles can have: product lines, parameters of every type, sources,
 * attributes and consents. All of it follows from message ids and profiles.
 */
export async function widenShop(client: ClickHouseClient): Promise<void> {
  const settings = { max_partitions_per_insert_block: '0' };
  for (const query of [eventsSql, identifiersSql, valuesSql])
    await client.command({ query, query_params: { widened }, clickhouse_settings: settings });
  for (const table of ['events', 'identifiers', 'profile_values'])
    await client.command({ query: `OPTIMIZE TABLE ${table} FINAL` });
}

const hash = (purpose: number): string => `sipHash64(message_id, ${purpose})`;

const eventsSql = `INSERT INTO events
  (workspace, action, time, profile, message_id, received_at, batch, source, revenue, currency, order_id, products, parameters)
SELECT {widened:UInt32}, action, time, profile, message_id, received_at, batch, ['web', 'app', 'store'][1 + ${hash(1)} % 3], revenue, currency, order_id,
  if(action = 'transaction.charge', arrayMap(line -> (
    concat('sku-', toString(sipHash64(message_id, line) % 5000)),
    concat('Product number ', toString(sipHash64(message_id, line) % 5000)),
    ['shoes', 'shirts', 'hats', 'bags'][1 + sipHash64(line, message_id) % 4],
    toDecimal64(5 + sipHash64(message_id, line, 3) % 100, 4),
    1 + sipHash64(message_id, line, 4) % 3
  ), range(1 + ${hash(2)} % 4)), []),
  if(action = 'transaction.charge',
    concat('{"store":"', ['E-commerce', 'Berlin', 'Hamburg'][1 + ${hash(5)} % 3], '","gift":', if(${hash(6)} % 5 = 0, 'true', 'false'),
      ',"units":', toString(1 + ${hash(7)} % 6), ',"weight":', toString((${hash(8)} % 1000) / 100),
      ',"delivery":"', toString(toDate(time) + 3), '","tags":["a","b', toString(${hash(9)} % 20), '"]}'),
    concat('{"path":"/', toString(${hash(10)} % 500), '","referrer":"https://search.example/?q=', toString(${hash(11)} % 100000),
      '","seconds":', toString(${hash(12)} % 300), '}'))
FROM events
WHERE workspace = 1`;

const identifiersSql = `INSERT INTO identifiers (workspace, profile, kind, value, batch)
SELECT {widened:UInt32}, profile, kind, value, batch FROM identifiers WHERE workspace = 1`;

const valuesSql = `INSERT INTO profile_values (workspace, kind, name, profile, time, batch, source, message_id, text, number, boolean)
SELECT {widened:UInt32}, if(name = 'email', 'consent', 'attribute'), name, profile,
  toDateTime64('2024-06-01 00:00:00', 3, 'UTC') + sipHash64(profile, name) % 30000000, batch, 'crm', concat('given-', toString(profile)),
  if(name = 'city', concat('City of ', toString(sipHash64(profile) % 300)), NULL),
  if(name = 'limit', toDecimal128(sipHash64(profile, 2) % 1000, 8), NULL),
  if(name = 'email', sipHash64(profile, 3) % 2 = 0, NULL)
FROM identifiers
ARRAY JOIN ['city', 'limit', 'email'] AS name
WHERE workspace = 1 AND sipHash64(profile, name, 9) % 10 < 7`;
