import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { languages } from '@cutline/segment-definition';
import { z } from 'zod';

export interface OperationOptions {
  /** The operationId: what a generated client calls it. */
  id: string;
  summary: string;
  description?: string;
  /** Shape of the answer; nothing is sent that does not stand in it. Absent for 204 and for files. */
  answers?: z.ZodType;
  /** Of success; 200 unless given, 204 without an answer. */
  status?: number;
  /** Media type of the answer where it is not JSON. */
  file?: string;
  /** Whether it says what is wrong in the language that is asked for: see `InLanguage`. */
  spoken?: boolean;
  /** Further statuses it may answer with, each a problem. */
  problems?: number[];
}

const acceptLanguage = {
  name: 'Accept-Language',
  description: `The language of what is said about a definition: ${languages.join(' or ')}. English unless given.`,
  required: false,
  schema: { type: 'string' as const },
};

/** Documents a route and holds its answer to what is documented. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { id, summary, description, answers, file, spoken = false, problems = [] } = options;
  const status = options.status ?? (answers || file ? 200 : 204);
  const decorators = [ApiOperation({ operationId: id, summary, description }), HttpCode(status)];
  if (answers) {
    decorators.push(ApiResponse({ status, description: summary, standardSchema: answers }));
    // The interceptor hands it the items of an array one by one.
    decorators.push(
      SerializeOptions({ schema: answers instanceof z.ZodArray ? (answers.element as z.ZodType) : answers }),
    );
  } else if (file) {
    decorators.push(ApiResponse({ status, description: summary, content: { [file]: { schema: { type: 'string' } } } }));
  } else {
    decorators.push(ApiResponse({ status, description: 'Done.' }));
  }
  if (spoken) decorators.push(ApiHeader(acceptLanguage));
  for (const problem of problems) decorators.push(ApiResponse({ status: problem, description: 'Problem' }));
  return applyDecorators(...decorators);
}
