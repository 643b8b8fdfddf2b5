import type { MessageProblem } from '../api/contract.ts';
import { t } from '../language/messages.ts';

/** What is wrong with a message, in the reader's language; what is newer than this page, as the API says it. */
export function problemText({ code, message }: Pick<MessageProblem, 'code' | 'message'>): string {
  const texts: Partial<Record<string, string>> = t.sources.reasons;
  return texts[code] ?? message;
}

/** Characters of a value that are shown at most. */
const shown = 60;

/**
 * What stands at a JSON pointer (RFC 6901) of a message, as JSON and perhaps cut; null where there is nothing, or more than one
 * value, or where the message was cut and cannot be read.
 */
export function valueAt(raw: string, pointer: string): string | null {
  if (pointer === '') return null;
  try {
    let value: unknown = JSON.parse(raw);
    for (const part of pointer.slice(1).split('/')) {
      if (typeof value !== 'object' || value === null) return null;
      value = (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
    }
    if (value === undefined || (typeof value === 'object' && value !== null)) return null;
    const text = JSON.stringify(value);
    return text.length > shown ? `${text.slice(0, shown)}…` : text;
  } catch {
    return null;
  }
}
