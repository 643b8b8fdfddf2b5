import { Problem } from '../problem-details/problem.ts';
import type { MessageProblem } from './reading/message-problem.ts';

/** A message of a batch that was not taken. */
export interface Rejection {
  index: number;
  code: string;
  pointer: string;
  detail: string;
}

export function rejectionOf(index: number, { code, pointer, message }: MessageProblem): Rejection {
  return { index, code, pointer: `/batch/${index}${pointer}`, detail: message };
}

/** What a source is told of a message that was refused, or of a batch with none that could be taken. */
export function problemOf(problem: MessageProblem | undefined, rejected?: Rejection[]): Problem {
  if (rejected)
    return new Problem(400, 'nothing-taken', 'None of the messages can be taken; `rejected` says why.', {
      rejected: rejected.slice(0, 1_000),
    });
  const { code, pointer, message } = problem!;
  return new Problem(400, code, message, { pointer });
}
