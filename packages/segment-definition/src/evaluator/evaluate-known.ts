import { byteOrder } from './evaluate-value.ts';
import type { EvaluatedAlias, EvaluatedProfile, EvaluatedWorld } from './evaluated-world.ts';

/**
 * The world without anything of a batch later than `known`, and with everything under the profile that it counts for: the rest of the
 * evaluator sees only this.
 */
export function worldAsKnown(world: EvaluatedWorld, known: number): EvaluatedWorld {
  const isRead = ({ batch }: { batch: number }): boolean => batch <= known;
  const aliases = world.aliases.filter(isRead);
  const events = world.events.filter(isRead);
  const records = world.profiles.map((record) => ({
    ...record,
    identifiers: record.identifiers.filter(isRead),
    attributes: record.attributes.filter(isRead),
    consents: record.consents.filter(isRead),
  }));
  const recordsOf = Map.groupBy(records, ({ profile }) => profileOf(profile, aliases));
  return {
    aliases: [],
    rates: world.rates.filter(isRead),
    events: events.map((event) => ({ ...event, profile: profileOf(event.profile, aliases) })),
    profiles: [...recordsOf].map(([profile, own]) => ({
      profile,
      identifiers: own.flatMap(({ identifiers }) => identifiers),
      attributes: own.flatMap(({ attributes }) => attributes),
      consents: own.flatMap(({ consents }) => consents),
    })),
  };
}

/** Whom a number counts for: what was said of it last, and if nothing was, itself. */
function profileOf(number: number, aliases: EvaluatedAlias[]): number {
  const said = aliases.filter((alias) => alias.number === number);
  const last = said.toSorted((one, other) => one.batch - other.batch).at(-1);
  return last ? last.profile : number;
}

/** Whether a profile can be a member: it is named by more than an anonymous id, or by any where those count too. */
export function isInBase({ identifiers }: EvaluatedProfile, includeAnonymous: boolean): boolean {
  return identifiers.some(({ kind }) => includeAnonymous || kind !== 'anonymousId');
}

/**
 * Of what was given before `asOf` the latest; of several at one time that of the greatest message id (byte order), and of these that of
 * the greatest batch. Undefined: nothing was.
 */
export function latestGiven<T extends { time: number; messageId: string; batch: number }>(
  given: T[],
  asOf: number,
): T | undefined {
  return given
    .filter(({ time }) => time < asOf)
    .toSorted(
      (one, other) => one.time - other.time || byteOrder(one.messageId, other.messageId) || one.batch - other.batch,
    )
    .at(-1);
}
