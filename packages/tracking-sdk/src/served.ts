import { createTracker } from './create-tracker.ts';
import { type TrackingSettings } from './options.ts';
import { type Tracker } from './tracker.ts';

/** What the server wraps this script with: the source's settings and the write key that asked for it. */
declare const cutlineSource: TrackingSettings & { writeKey: string };

/** `window.cutline`: the snippet's stand-in, which has kept what the page said, until this script has loaded. */
interface StandIn extends Partial<Tracker> {
  said?: [keyof Tracker, unknown[]][];
  loaded?: boolean;
}

const page = window as unknown as { cutline?: StandIn };
const cutline = (page.cutline ??= {});
// A page with the snippet twice still counts once.
if (!cutline.loaded) {
  cutline.loaded = true;
  const { src } = document.currentScript as HTMLScriptElement;
  const tracker = createTracker(cutlineSource.writeKey, { ...cutlineSource, host: src.split('/v1/cutline.js')[0]! });
  Object.assign(cutline, tracker);
  for (const [method, given] of cutline.said?.splice(0) ?? []) {
    (tracker[method] as (...given: unknown[]) => void)(...given);
  }
}
