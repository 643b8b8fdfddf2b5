import { enRefusals } from '../messages/en-refusals.ts';
import type { ValidationMessages } from '../messages/en-validation.ts';

/** What a schema itself says, in the language of the messages; undefined for what only zod says. */
export function refusal(message: string, { refusals }: ValidationMessages): string | undefined {
  const keys = Object.keys(enRefusals) as (keyof typeof enRefusals)[];
  const key = keys.find((each) => enRefusals[each] === message);
  return key && refusals[key];
}
