/** One line of an order, as stored in `events.products`. */
export interface ProductLine {
  product_id: string;
  name: string;
  category: string;
  /** Decimal with at most 4 places, as text. */
  price: string | null;
  quantity: number | null;
}

/** One row of `events`, as inserted with JSONEachRow. */
export interface EventRow {
  workspace: number;
  action: string;
  /** ISO 8601, UTC, milliseconds. */
  time: string;
  /** The number of the event's strongest identifier; `profile_aliases` says which profile it counts for. */
  profile: number;
  message_id: string;
  received_at: string;
  batch: number;
  source: string;
  /** Decimal with at most 4 places, as text; in `currency`. */
  revenue: string | null;
  currency: string;
  order_id: string;
  products: ProductLine[];
  parameters: Record<string, unknown>;
}

/** What names a profile. */
export type IdentifierKind = 'customId' | 'email' | 'phone' | 'anonymousId';

/** One row of `identifiers`. */
export interface StoredIdentifierRow {
  workspace: number;
  profile: number;
  kind: IdentifierKind;
  /** Normalised. */
  value: string;
  /** The batch that first said so. */
  batch: number;
}

/** One row of `profile_values`. At most one of the value columns is set; none where the value was taken away. */
export interface ProfileValueRow {
  workspace: number;
  kind: 'attribute' | 'consent';
  /** The attribute's name, or the consent's channel. */
  name: string;
  profile: number;
  /** When it was given: ISO 8601, UTC, milliseconds. */
  time: string;
  batch: number;
  source: string;
  /** Of the message that gave it; empty where nobody knows. */
  message_id: string;
  text?: string;
  /** Decimal, as text; places beyond the eighth are cut. */
  number?: string;
  boolean?: boolean;
  /** ISO 8601, UTC, milliseconds. */
  instant?: string;
  /** `2026-01-31`. */
  date?: string;
  list?: string[];
  /** Tells an empty list from none. */
  is_list?: boolean;
}

/** One row of `profile_aliases`. */
export interface ProfileAliasRow {
  workspace: number;
  number: number;
  batch: number;
  /** The profile that the number counts for from the batch on. */
  profile: number;
}

/** One row of `currency_rates`. */
export interface CurrencyRateRow {
  workspace: number;
  /** ISO 4217 code. */
  currency: string;
  /** `2026-01-31`. */
  day: string;
  /** Decimal with at most ten places, as text. */
  rate: string;
  batch: number;
}
