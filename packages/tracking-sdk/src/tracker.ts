import { type Commerce, eventNames } from './commerce.ts';

export type Properties = Record<string, unknown>;

/** What a page says. Nothing throws: a page never breaks because of its tracking. */
export interface Tracker extends Commerce {
  /** Somebody looks at a page: this one, unless properties say another. */
  page(name?: string, properties?: Properties): void;
  track(event: string, properties?: Properties): void;
  /** Who this is. From then on every event carries the id. Another id than before begins another visitor. */
  identify(customId: string, traits?: Properties): void;
  /** What is known of whoever this is, e.g. an e-mail address given for the newsletter. */
  identify(traits: Properties): void;
  /** Agreement to be written to, by channel: `{ email: true, sms: false }`. */
  consent(channels: Record<string, boolean>): void;
  /** Agreement to be tracked. What is denied is forgotten here: the visitor's id and what was not sent. */
  setConsent(decision: 'granted' | 'denied'): void;
  /** Somebody else uses this browser from now on, e.g. after signing out. */
  reset(): void;
}

/** Of a tracker; what the snippet takes before the script has loaded. */
export const methods: (keyof Tracker)[] = [
  'page',
  'track',
  'identify',
  'consent',
  'setConsent',
  'reset',
  ...(Object.keys(eventNames) as (keyof Commerce)[]),
];
