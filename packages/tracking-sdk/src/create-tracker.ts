import { followPages } from './auto-pages.ts';
import { browserStorage } from './browser-storage.ts';
import { type Commerce, eventNames } from './commerce.ts';
import { mustNotTrack, permissionOf } from './consent.ts';
import { messageOf, type Said, thisPage } from './message.ts';
import { type Options } from './options.ts';
import { openQueue } from './queue.ts';
import { createSender } from './sender.ts';
import { decisionName, openStore } from './store.ts';
import { methods, type Properties, type Tracker } from './tracker.ts';
import { forgetVisitor, recognise, visitorOf } from './visitor.ts';
import { warn } from './warn.ts';

/** Tracks this page for the source that `writeKey` belongs to. */
export function createTracker(writeKey: string, options: Options): Tracker {
  const lasting = browserStorage();
  const store = openStore(lasting);
  const queue = openQueue(store, writeKey);
  const sender = createSender(queue, store, options.host, writeKey);
  let permission = permissionOf(options, lasting);

  const open = (): void => {
    permission = 'open';
    store.keep();
    sender.wake();
  };
  const close = (): void => {
    permission = 'closed';
    sender.stop();
    store.forget();
  };
  const say = (said: Said): void => {
    if (permission === 'closed' || (permission === 'waiting' && options.beforeConsent === 'drop')) return;
    queue.add(messageOf(said, visitorOf(store)));
    if (permission === 'open') sender.wake();
  };
  const track = (event: string, properties: Properties = {}): void => say({ type: 'track', event, properties });

  const tracker: Tracker = {
    page: (name, properties) => say({ type: 'page', name, properties: { ...thisPage(), ...properties } }),
    track,
    identify(whom: string | Properties, traits: Properties = {}) {
      if (typeof whom !== 'string') return say({ type: 'identify', traits: whom });
      if (permission !== 'closed') recognise(store, whom);
      say({ type: 'identify', traits });
    },
    consent: (consents) => say({ type: 'identify', consents }),
    setConsent(decision) {
      // What the browser asks for in general stands above what a page says.
      if (mustNotTrack(options)) return;
      lasting.set(decisionName, decision);
      if (decision === 'granted') open();
      else close();
    },
    reset: () => forgetVisitor(store),
    ...(Object.fromEntries(
      Object.entries(eventNames).map(([method, event]) => [method, (said: Properties) => track(event, said)]),
    ) as unknown as Commerce),
  };
  for (const method of methods) guard(tracker, method);

  addEventListener('online', () => {
    if (permission === 'open') sender.reconnect();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && permission === 'open') sender.hurry();
  });
  addEventListener('pagehide', () => {
    if (permission === 'open') sender.leave();
  });
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== `cutline.${decisionName}`) return;
    if (newValue === 'denied') close();
    else if (newValue === 'granted' && permission !== 'open') open();
  });

  if (permission === 'open') open();
  else if (permission === 'closed') close();
  if (options.autoPages !== false) followPages(() => tracker.page());
  return tracker;
}

/** What goes wrong in tracking is said, and harms nothing. */
function guard<Name extends keyof Tracker>(tracker: Tracker, name: Name): void {
  const method = tracker[name] as (...given: unknown[]) => void;
  tracker[name] = ((...given: unknown[]) => {
    try {
      method(...given);
    } catch (error) {
      warn(name, error);
    }
  }) as Tracker[Name];
}
