import type { ProductLine } from '@cutline/clickhouse';

/** What names a person in an event. At least one is there. */
export interface Identifiers {
  customId?: string;
  email?: string;
  phone?: string;
  /** Names nobody, but tells that two events are of the same visitor. */
  anonymousId?: string;
}

/** What every message says of itself. */
export interface Said {
  identifiers: Identifiers;
  /** When it happened, or was said: ISO 8601, UTC, milliseconds. */
  time: string;
  /** Unique in the workspace; with the time it orders messages, whatever order they came in. */
  messageId: string;
  /** Where it comes from: a source's id, or a word that people see. The batch's own unless given. */
  source?: string;
}

/** An event on its way in: as it will be stored, but with identifiers in the place of a profile's number. */
export interface IncomingEvent extends Said {
  action: string;
  /** Decimal with at most 4 places, as text; in `currency`. */
  revenue: string | null;
  currency: string;
  orderId: string;
  products: ProductLine[];
  parameters: Record<string, unknown>;
}

/**
 * A value of an attribute, on its way in. Text stays text, whatever it looks like: a calendar date (`1990-05-31`, local
 * midnight of whoever reads it) and an instant (UTC milliseconds) say that they are. Null takes the value away.
 */
export type IncomingValue = string | number | boolean | string[] | { date: string } | { instant: number } | null;

/** What is said of a person, on its way in. What it does not speak of stays as it was. Of several values of a name the one said last holds. */
export interface IncomingProfile extends Said {
  attributes: Record<string, IncomingValue>;
  /** Channel (`email`, `sms`, `push`) to whether the person agreed. */
  consents: Record<string, boolean>;
}

/** Someone says that `previous` is the person whom `identifiers` name. Whether it is a customId or an anonymous id shows in other messages. */
export interface IncomingAlias extends Said {
  previous: string;
}

/** What people do to identity by hand, in the console. */
export type IdentityChange =
  /** Two profiles, each named by one identifier, are the same person. */
  | { type: 'merge'; from: IdentifierOf; into: IdentifierOf; by: string | null }
  /** Takes back a merge or an alias. */
  | { type: 'undo'; from: IdentifierOf; into: IdentifierOf; kind: 'alias' | 'merge'; by: string | null };

/** Such a change on its way in. */
export type IncomingIdentityChange = IdentityChange & Omit<Said, 'identifiers'>;

export interface IdentifierOf {
  kind: keyof Identifiers;
  /** Normalised. */
  value: string;
}

/**
 * A message as the inbox keeps it: read and judged, so that nothing in it can stop the batch that it lands in. One message may be several
 * things (a sign-up with traits is an event and says something of the person).
 */
export interface InboxMessage extends Said {
  event?: Omit<IncomingEvent, keyof Said>;
  attributes?: IncomingProfile['attributes'];
  consents?: IncomingProfile['consents'];
  /** Of an alias. */
  previous?: string;
  /** Of what people do by hand; then there are no identifiers. */
  identity?: IdentityChange;
}
