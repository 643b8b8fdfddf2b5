import type { ProductLine } from '@cutline/clickhouse';

/** What names a person in an event. At least one is there. */
export interface Identifiers {
  customId?: string;
  email?: string;
  phone?: string;
}

/** An event on its way in: as it will be stored, but with identifiers in the place of a profile's number. */
export interface IncomingEvent {
  action: string;
  /** ISO 8601, UTC, milliseconds. */
  time: string;
  /** Unique in the workspace. */
  messageId: string;
  identifiers: Identifiers;
  /** Decimal with at most 4 places, as text; in `currency`. */
  revenue: string | null;
  currency: string;
  orderId: string;
  products: ProductLine[];
  parameters: Record<string, unknown>;
}

/** What is known of a person, on its way in; replaces what was known before. */
export interface IncomingProfile {
  identifiers: Identifiers;
  attributes: Record<string, unknown>;
  /** Channel (`email`, `sms`, `push`) to whether the person agreed. */
  consents: Record<string, boolean>;
}
