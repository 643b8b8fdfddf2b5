import type { Attribute } from '../attribute.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedProfile } from './evaluated-world.ts';
import { readJson } from './evaluate-json.ts';
import { latestGiven } from './evaluate-known.ts';
import type { Value } from './evaluate-value.ts';
import { instantOf } from '../window-edges.ts';

/** The attribute as it was last given before `asOf`, read as a type; null: it was not given, was taken away, or is something else. */
export function attributeOf(profile: EvaluatedProfile, { name, type }: Attribute, context: Context): Value | null {
  const given = profile.attributes.filter((each) => each.name === name);
  const value = latestGiven(given, context.asOf)?.value ?? null;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return readJson(value, type, context.timeZone);
  if (type !== 'datetime') return null;
  return 'date' in value ? { instant: instantOf(value.date, context.timeZone) } : value;
}

/** Whether the profile agreed to a channel when it was last asked before `asOf`. */
export function agreedTo(profile: EvaluatedProfile, channel: string, context: Context): boolean {
  const given = profile.consents.filter((each) => each.channel === channel);
  return latestGiven(given, context.asOf)?.granted ?? false;
}
