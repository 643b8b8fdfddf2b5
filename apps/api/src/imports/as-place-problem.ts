import { PlaceRefused } from '@cutline/worker/places';
import { Problem } from '../problem-details/problem.ts';

/** Says of a place that refuses, or does not answer, what is wrong with it: 422, with the field at fault where there is one. */
export async function orPlaceProblem<T>(ask: () => Promise<T>, field?: string): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem) throw error;
    const [code, detail] =
      error instanceof PlaceRefused
        ? [error.code, error.message]
        : ['place-unreachable', 'The place does not answer. Check its address, or try again in a while.'];
    throw new Problem(
      422,
      code,
      detail,
      field === undefined ? {} : { errors: [{ path: field, message: detail, code }] },
    );
  }
}
