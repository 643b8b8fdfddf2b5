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

/** One row of `known_profiles`. */
export interface KnownProfileRow {
  workspace: number;
  profile: number;
  batch: number;
}

/** One row of `profile_attributes`. */
export interface ProfileAttributesRow extends KnownProfileRow {
  attributes: Record<string, unknown>;
  /** Channel (`email`, `sms`, `push`) to whether the person agreed. */
  consents: Record<string, boolean>;
}
