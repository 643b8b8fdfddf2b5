import { z } from 'zod';

export const fieldError = z
  .object({
    path: z.string().describe('Where it is: a JSON pointer into the body, or the name of a parameter as one.'),
    message: z.string(),
    code: z.string(),
    expected: z.string().optional(),
    nearest: z.string().optional().describe('The right thing that comes nearest to what was sent.'),
  })
  .meta({ id: 'FieldError' });

/** RFC 9457, with a `code` to act on and the request's id to ask about. */
export const problemDetails = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'ProblemDetails', description: 'What went wrong (RFC 9457).' });

export type FieldError = z.infer<typeof fieldError>;
export type ProblemDetails = z.infer<typeof problemDetails>;
