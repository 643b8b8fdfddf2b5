import { z } from 'zod';
import type { MessageRow } from './messages.queries.ts';
import { messageProblem, type SourceMessage } from './messages.schemas.ts';

const named = z.object({ event: z.string().optional().catch(undefined), name: z.string().optional().catch(undefined) });
const anEvent = z.object({ event: z.object({ action: z.string() }) });
/** Of a message that was cut, or is no JSON. */
const nameInText = /"(?:event|name)"\s*:\s*("(?:[^"\\]|\\.)*")/;

/** A message as it is answered in a list; `profile` is the one that its number counts for now. */
export function describeMessage(row: MessageRow, profile: number | null): SourceMessage {
  return {
    id: row.id,
    receivedAt: row.receivedAt.toISOString(),
    type: row.type,
    name: nameOf(row.raw),
    action: anEvent.safeParse(row.read).data?.event.action ?? null,
    messageId: row.messageId,
    outcome: row.outcome,
    identifiers: row.identifiers,
    problems: z.array(messageProblem).safeParse(row.problems).data ?? [],
    profile,
    batch: row.batch,
  };
}

/** What a message calls its event or page: `event`, else `name`; null where it says neither. */
export function nameOf(raw: string): string | null {
  const whole = parse(raw);
  if (whole !== undefined) {
    const { event, name } = named.safeParse(whole).data ?? {};
    return event ?? name ?? null;
  }
  const found = nameInText.exec(raw)?.[1];
  const name = found === undefined ? undefined : parse(found);
  return typeof name === 'string' ? name : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
