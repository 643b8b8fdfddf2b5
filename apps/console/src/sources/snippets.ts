import { trackingSnippet } from '@cutline/tracking-sdk/snippet';
import type { SourceKind } from '../api/contract.ts';

/** A way to send events: what to paste, and where. */
export interface Snippet {
  id: SnippetId;
  /** Names of products are the same in every language. */
  label: string;
  install?: string;
  code: string;
}

export type SnippetId = 'cutline' | 'analytics-next' | 'analytics-node' | 'rudder-node' | 'rudder-browser' | 'curl';

const of: Record<SourceKind, SnippetId[]> = {
  website: ['cutline', 'analytics-next', 'rudder-browser', 'curl'],
  server: ['analytics-node', 'rudder-node', 'curl'],
  app: ['curl', 'analytics-node', 'analytics-next', 'rudder-browser'],
};

/** Ways for a source of some kind, the most usual first, with its key and the address of this installation in them. */
export function snippetsFor(kind: SourceKind, key: string, host: string): Snippet[] {
  const bare = host.replace(/^https?:\/\//, '');
  const all: Record<SnippetId, Omit<Snippet, 'id'>> = {
    cutline: {
      label: 'Cutline',
      code: trackingSnippet({ host, writeKey: key }),
    },
    'analytics-next': {
      label: '@segment/analytics-next',
      install: 'npm install @segment/analytics-next',
      code: `import { AnalyticsBrowser } from '@segment/analytics-next';

export const analytics = AnalyticsBrowser.load(
  { writeKey: '${key}', cdnURL: '${host}' },
  {
    integrations: {
      'Segment.io': { apiHost: '${bare}/v1', protocol: '${host.startsWith('https') ? 'https' : 'http'}' },
    },
  },
);

analytics.page();`,
    },
    'analytics-node': {
      label: '@segment/analytics-node',
      install: 'npm install @segment/analytics-node',
      code: `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${key}', host: '${host}' });

analytics.track({
  userId: 'customer-1',
  event: 'Order Completed',
  properties: { order_id: '50314', revenue: 25, currency: 'EUR' },
});
await analytics.closeAndFlush();`,
    },
    'rudder-node': {
      label: '@rudderstack/rudder-sdk-node',
      install: 'npm install @rudderstack/rudder-sdk-node',
      code: `import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const analytics = new RudderAnalytics('${key}', { dataPlaneUrl: '${host}' });

analytics.track({
  userId: 'customer-1',
  event: 'Order Completed',
  properties: { order_id: '50314', revenue: 25, currency: 'EUR' },
});
analytics.flush();`,
    },
    'rudder-browser': {
      label: '@rudderstack/analytics-js',
      install: 'npm install @rudderstack/analytics-js',
      // The other build loads its parts from RudderStack's own host.
      code: `import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

export const analytics = new RudderAnalytics();
analytics.load('${key}', '${host}', { configUrl: '${host}' });
analytics.page();`,
    },
    curl: {
      label: 'curl',
      code: `curl ${host}/v1/track \\
  --user '${key}:' \\
  --json '{
    "userId": "customer-1",
    "event": "Order Completed",
    "properties": { "order_id": "50314", "revenue": 25, "currency": "EUR" }
  }'`,
    },
  };
  return of[kind].map((id) => ({ id, ...all[id] }));
}
