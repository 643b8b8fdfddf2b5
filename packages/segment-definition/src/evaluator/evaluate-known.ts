import type { EvaluatedProfile, EvaluatedWorld } from './evaluated-world.ts';

/** The world without anything of a batch later than `known`: the rest of the evaluator sees only this. */
export function worldAsKnown(world: EvaluatedWorld, known: number): EvaluatedWorld {
  const isRead = ({ batch }: { batch: number }): boolean => batch <= known;
  return {
    events: world.events.filter(isRead),
    rates: world.rates.filter(isRead),
    profiles: world.profiles.map((profile) => ({
      ...profile,
      identifiers: profile.identifiers.filter(isRead),
      attributes: profile.attributes.filter(isRead),
      consents: profile.consents.filter(isRead),
    })),
  };
}

/** Whether a profile can be a member: it is named by more than an anonymous id, or by any where those count too. */
export function isInBase({ identifiers }: EvaluatedProfile, includeAnonymous: boolean): boolean {
  return identifiers.some(({ kind }) => includeAnonymous || kind !== 'anonymousId');
}

/** Of what was given before `asOf` the latest; of several at one time that of the greatest batch. Undefined: nothing was. */
export function latestGiven<T extends { time: number; batch: number }>(given: T[], asOf: number): T | undefined {
  return given
    .filter(({ time }) => time < asOf)
    .toSorted((one, other) => one.time - other.time || one.batch - other.batch)
    .at(-1);
}
