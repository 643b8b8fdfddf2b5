import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem-details/problem.ts';

const brokenForm = new Problem(400, 'broken-form', 'The form breaks off or cannot be read.');

/** The file of a form's field “file”, to be read at once. Throws 415 for what is no form, 413, 422 and 400 as `asFormProblem`. */
export async function formFile(request: FastifyRequest, limit: number): Promise<MultipartFile> {
  if (!request.isMultipart()) {
    throw new Problem(415, 'not-multipart', 'Send the file as multipart/form-data, in the field “file”.');
  }
  // Said in advance, so that nobody sends gigabytes to be told in the end. The form around the file is small.
  if (Number(request.headers['content-length'] ?? 0) > limit + 65_536) throw tooLarge(limit);
  const part = await request.file({ limits: { fileSize: limit, files: 1 } }).catch((error: unknown) => {
    throw asFormProblem(error);
  });
  if (part?.fieldname === 'file') return part;
  part?.file.resume();
  throw refuseFile('no-file', 'The form has no file. Send one in the field “file”.');
}

export function tooLarge(limit: number): Problem {
  const size = new Intl.NumberFormat('en').format(limit);
  return new Problem(413, 'file-too-large', `A file has at most ${size} bytes. Cut it into parts.`);
}

export function refuseFile(code: string, detail: string): Problem {
  return new Problem(422, code, detail, { errors: [{ path: '/file', message: detail, code }] });
}

/** The form's parser throws plain errors: its words for forms that are none become a 400. */
export function asFormProblem(error: unknown): unknown {
  const words =
    /^(Unexpected end of|Multipart:|Unsupported Content-Type|Premature close|Part terminated early|aborted)/i;
  return error instanceof Error && words.test(error.message) ? brokenForm : error;
}
