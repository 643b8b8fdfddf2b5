import type { Actor } from '../api/contract.ts';
import { t } from '../language/messages.ts';

/** Who did something, as it stands after “by”: “Ada”, or “the API key “Shop””. */
export function actorText({ type, name }: Actor): string {
  return type === 'key' ? t.identity.apiKey(name) : name;
}
