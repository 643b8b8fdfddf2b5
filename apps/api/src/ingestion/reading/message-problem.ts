/** Stable; see docs/ingestion.md. Whoever shows them has a text for each. */
export const messageProblemCodes = [
  'alias-of-itself',
  'bad-compression',
  'bad-consent',
  'bad-currency',
  'bad-email',
  'bad-name',
  'bad-phone',
  'bad-price',
  'bad-quantity',
  'bad-revenue',
  'bad-time',
  'bad-type',
  'ignored-by-rule',
  'ignored-kind',
  'ignored-otherwise',
  'message-too-large',
  'missing-event',
  'missing-identifier',
  'missing-previous-id',
  'nested-list',
  'not-a-batch',
  'not-a-list',
  'not-a-list-of-texts',
  'not-an-object',
  'not-json',
  'not-text',
  'not-utf-8',
  'number-as-text',
  'placeholder-identifier',
  'said-twice',
  'time-corrected',
  'time-in-future',
  'time-out-of-range',
  'too-deep',
  'too-large',
  'too-long',
  'too-many-members',
  'unreadable',
  'unsound-text',
  'unsupported-encoding',
] as const;

export type MessageProblemCode = (typeof messageProblemCodes)[number];

/** Why a message was refused or ignored, or what of it was left aside. */
export interface MessageProblem {
  code: MessageProblemCode;
  /** Where, in the message: a JSON pointer (RFC 6901). */
  pointer: string;
  /** For people: what is wrong and what would be right. */
  message: string;
}

/** Ends the reading of a message that cannot be taken. */
export class RefusedMessage extends Error {
  readonly problem: MessageProblem;

  constructor(code: MessageProblemCode, pointer: string, message: string) {
    super(message);
    this.problem = { code, pointer, message };
  }
}

/** What was left aside of a message that is taken all the same. A message says so at most a few dozen times. */
export class Notes {
  readonly problems: MessageProblem[] = [];

  add(code: MessageProblemCode, pointer: string, message: string): void {
    if (this.problems.length < 50) this.problems.push({ code, pointer, message });
  }
}
