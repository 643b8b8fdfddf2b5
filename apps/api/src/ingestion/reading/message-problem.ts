/** Why a message was refused, or what of it was left aside. */
export interface MessageProblem {
  /** Stable; see docs/ingestion.md. */
  code: string;
  /** Where, in the message: a JSON pointer (RFC 6901). */
  pointer: string;
  /** For people: what is wrong and what would be right. */
  message: string;
}

/** Ends the reading of a message that cannot be taken. */
export class RefusedMessage extends Error {
  readonly problem: MessageProblem;

  constructor(code: string, pointer: string, message: string) {
    super(message);
    this.problem = { code, pointer, message };
  }
}

/** What was left aside of a message that is taken all the same. A message says so at most a few dozen times. */
export class Notes {
  readonly problems: MessageProblem[] = [];

  add(code: string, pointer: string, message: string): void {
    if (this.problems.length < 50) this.problems.push({ code, pointer, message });
  }
}
