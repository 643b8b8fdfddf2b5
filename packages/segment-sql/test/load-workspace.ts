import {
  tables,
  type CurrencyRateRow,
  type EventRow,
  type ProfileAliasRow,
  type ProfileValueRow,
  type StoredIdentifierRow,
} from '@cutline/clickhouse';
import type { AttributeValue, EvaluatedEvent, EvaluatedProfile, EvaluatedWorld } from '@cutline/segment-definition';
import type { ClickHouseClient } from '@clickhouse/client';

/** Months may be many; text in JSON stays text, and what is a truth value stays one. As ingestion inserts. */
const settings = {
  max_partitions_per_insert_block: '0',
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_json_read_bools_as_numbers: 0,
} as const;

/** Writes a world into the real tables, under a workspace's number. */
export async function loadWorkspace(
  client: ClickHouseClient,
  workspace: number,
  { profiles, events, rates, aliases }: EvaluatedWorld,
): Promise<void> {
  const identifiers = profiles.flatMap(({ profile, identifiers }) =>
    identifiers.map((each): StoredIdentifierRow => ({ workspace, profile, ...each })),
  );
  await Promise.all([
    insert(
      client,
      tables.events,
      events.map((event) => eventRow(workspace, event)),
    ),
    // A row may stand twice.
    insert(client, tables.identifiers, [...identifiers, ...identifiers.slice(0, 2)]),
    insert(
      client,
      tables.profileValues,
      profiles.flatMap((profile) => valueRows(workspace, profile)),
    ),
    insert(
      client,
      tables.profileAliases,
      [...aliases, ...aliases.slice(0, 2)].map((alias): ProfileAliasRow => ({ workspace, ...alias })),
    ),
    insert(
      client,
      tables.currencyRates,
      rates.map((rate): CurrencyRateRow => ({ workspace, ...rate })),
    ),
  ]);
}

/** Empties the tables, so that parts do not pile up over hundreds of workspaces. */
export async function unloadWorkspaces(client: ClickHouseClient): Promise<void> {
  for (const table of Object.values(tables)) await client.command({ query: `TRUNCATE TABLE ${table}` });
}

async function insert<Row>(client: ClickHouseClient, table: string, values: Row[]): Promise<void> {
  if (values.length === 0) return;
  await client.insert({ table, values, format: 'JSONEachRow', clickhouse_settings: settings });
}

function eventRow(workspace: number, event: EvaluatedEvent): EventRow {
  const { action, profile, batch, source, revenue, currency, parameters } = event;
  const time = new Date(event.time).toISOString();
  return {
    workspace,
    action,
    time,
    profile,
    message_id: event.messageId,
    received_at: time,
    batch,
    source,
    revenue,
    currency,
    order_id: event.orderId,
    products: event.products.map(({ productId, ...line }) => ({ product_id: productId, ...line })),
    parameters,
  };
}

function valueRows(workspace: number, { profile, attributes, consents }: EvaluatedProfile): ProfileValueRow[] {
  const row = (name: string, { time, messageId, batch }: { time: number; messageId: string; batch: number }) => {
    const at = { time: new Date(time).toISOString(), message_id: messageId, batch };
    return { workspace, name, profile, source: 'test', ...at };
  };
  return [
    ...attributes.map(({ name, value, ...at }): ProfileValueRow => ({
      ...row(name, at),
      kind: 'attribute',
      ...columnsOf(value),
    })),
    ...consents.map(({ channel, granted, ...at }): ProfileValueRow => ({
      ...row(channel, at),
      kind: 'consent',
      boolean: granted,
    })),
  ];
}

function columnsOf(value: AttributeValue): Partial<ProfileValueRow> {
  if (value === null) return {};
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'boolean') return { boolean: value };
  if (typeof value === 'number') return { number: decimalText(value) };
  if (Array.isArray(value)) return { list: value, is_list: true };
  return 'date' in value ? { date: value.date } : { instant: new Date(value.instant).toISOString() };
}

/** Without an exponent; the generated numbers have at most eight places. */
function decimalText(value: number): string {
  return String(value).includes('e') ? value.toFixed(8) : String(value);
}
