import type { Identifiers } from '../ingestion/incoming.ts';

export type IdentifierKind = keyof Identifiers;

/** The strongest first: of a message's identifiers the first that is there is the one that it is stored under. */
export const identifierKinds = ['customId', 'email', 'phone', 'anonymousId'] as const;

/** 0 is the strongest. */
export const strength: Record<IdentifierKind, number> = { customId: 0, email: 1, phone: 2, anonymousId: 3 };

/** How an identifier is called where one text has to name it: `email:ada@example.com`. */
export function nameOf({ kind, value }: { kind: IdentifierKind; value: string }): string {
  return `${kind}:${value}`;
}
