import type { Reject } from '../api/contract.ts';
import { t } from '../language/messages.ts';

/** Why a row is not taken, in the reader's language; for a reason that is newer than this page, as the API says it. */
export function rejectText({ code, message }: Pick<Reject, 'code' | 'message'>): string {
  const texts: Partial<Record<string, string>> = t.imports.rejectReasons;
  return texts[code] ?? message;
}
