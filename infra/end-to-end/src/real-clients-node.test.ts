import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { afterEach, beforeEach, describe, inject, it } from 'vitest';
import { before, expectToldOnce, loseFirstAnswers, newCustomer, told, type Customer } from './customer-story.ts';
import { createSource, type TestSource } from './sources.ts';
import { startProxy, type Proxy } from './unsteady-proxy.ts';

let proxy: Proxy;
let source: TestSource;

beforeEach(async () => {
  proxy = await startProxy(inject('credentials').url);
  loseFirstAnswers(proxy);
  source = await createSource('A server of somebody', 'server');
});
afterEach(() => proxy.close());

/** What both libraries take. */
interface Client {
  identify(message: { userId: string; anonymousId: string; traits: object }): unknown;
  track(message: { userId: string; event: string; properties: Record<string, unknown> }): unknown;
  page(message: { anonymousId: string; name: string }): unknown;
  alias(message: { userId: string; previousId: string }): unknown;
}

function tellStory(client: Client, { customId, oldId, email }: Customer): void {
  client.track({ userId: oldId, ...before });
  client.page({ anonymousId: `visitor-${customId}`, name: 'Home' });
  client.identify({ userId: customId, anonymousId: `visitor-${customId}`, traits: { email, first_name: 'Ada' } });
  for (const each of told) client.track({ userId: customId, ...each });
  client.alias({ userId: customId, previousId: oldId });
}

describe('a server', () => {
  it('with @segment/analytics-node, of which only the host was changed, is understood', async () => {
    const client = new Analytics({ writeKey: source.writeKey, host: proxy.url, flushAt: 20, flushInterval: 100 });
    const customer = newCustomer('segment-node');
    tellStory(client, customer);
    await client.closeAndFlush();
    await expectToldOnce(customer, source, proxy);
  });

  it('with @rudderstack/rudder-sdk-node, of which only the host was changed, is understood', async () => {
    const client = new RudderAnalytics(source.writeKey, {
      dataPlaneUrl: proxy.url,
      flushAt: 20,
      flushInterval: 100,
    });
    const customer = newCustomer('rudder-node');
    tellStory(client as Client, customer);
    await expectToldOnce(customer, source, proxy);
  });
});
