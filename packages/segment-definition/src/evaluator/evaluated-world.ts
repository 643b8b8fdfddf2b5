/** The data that definitions are evaluated over, in plain objects: what the stores hold, as the evaluator sees it. */
export interface EvaluatedWorld {
  /** What stands under each number. */
  profiles: EvaluatedProfile[];
  events: EvaluatedEvent[];
  rates: EvaluatedRate[];
  aliases: EvaluatedAlias[];
}

/**
 * From `batch` on, what stands under `number` counts for `profile`, which never counts for another itself at that time. Of several for a
 * number that of the greatest batch that is read holds; a number without one counts for itself.
 */
export interface EvaluatedAlias {
  number: number;
  batch: number;
  profile: number;
}

export interface EvaluatedProductLine {
  productId: string;
  name: string;
  category: string;
  /** Decimal with at most four places, as text; in the event's currency. */
  price: string | null;
  quantity: number | null;
}

export interface EvaluatedEvent {
  /** The number that it stands under. */
  profile: number;
  /** Unique in the workspace. */
  messageId: string;
  action: string;
  /** UTC milliseconds. */
  time: number;
  batch: number;
  source: string;
  /** Decimal with at most four places, as text; in `currency`. */
  revenue: string | null;
  /** ISO 4217 code, or empty: the workspace's. */
  currency: string;
  orderId: string;
  products: EvaluatedProductLine[];
  /** JSON as it arrived. */
  parameters: Readonly<Record<string, unknown>>;
}

/** A local date stands for its midnight in the workspace's zone. */
export type AttributeValue =
  | string
  | number
  | boolean
  | string[]
  | { date: string }
  | { instant: number }
  /** Taken away: no value. */
  | null;

export interface EvaluatedProfile {
  /** The number that it stands under. */
  profile: number;
  /** What names the profile, each with the batch that it came with. */
  identifiers: { kind: 'customId' | 'email' | 'phone' | 'anonymousId'; value: string; batch: number }[];
  /** Every value that was given. Which one of a name holds: see `latestGiven`. */
  attributes: { name: string; value: AttributeValue; time: number; messageId: string; batch: number }[];
  consents: { channel: string; granted: boolean; time: number; messageId: string; batch: number }[];
}

/** Units of the workspace's currency for one of `currency`, from `day` (UTC calendar date) on. */
export interface EvaluatedRate {
  currency: string;
  day: string;
  /** Decimal with at most ten places, as text. */
  rate: string;
  batch: number;
}

/** The clocks and settings: all that a result depends on besides data and definitions. */
export interface Evaluation {
  /** UTC milliseconds. */
  asOf: number;
  /** The last batch that is read. */
  known: number;
  timeZone: string;
  /** ISO 4217 code of the workspace's currency. */
  currency: string;
  /** Whether profiles that only an anonymous id names are in the base. */
  includeAnonymous: boolean;
}
