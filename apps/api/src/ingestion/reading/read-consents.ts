import type { Notes } from './message-problem.ts';
import { below, isObject, readName } from './read-text.ts';

/** Channels that one message may speak of. */
const mostChannels = 50;

/**
 * What a person agreed to, by channel: `traits.consents` and `context.consents` (`{ email: true }`), and the categories of Segment's
 * `context.consent.categoryPreferences`. Undefined where the message speaks of none.
 */
export function readConsents(
  places: readonly { value: unknown; pointer: string }[],
  notes: Notes,
): Record<string, boolean> | undefined {
  let consents: Record<string, boolean> | undefined;
  for (const { value, pointer } of places) {
    if (!isObject(value)) continue;
    for (const key of Object.keys(value).slice(0, mostChannels)) {
      const agreed = value[key];
      const channel = readName(key, below(pointer, key), 100);
      if (typeof agreed !== 'boolean' || channel === undefined || channel === '__proto__') {
        notes.add('bad-consent', below(pointer, key), 'A consent is true or false, under the name of a channel.');
        continue;
      }
      consents ??= {};
      if (!Object.hasOwn(consents, channel)) consents[channel] = agreed;
    }
  }
  return consents;
}
