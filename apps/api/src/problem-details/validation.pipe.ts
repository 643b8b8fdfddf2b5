import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { fieldErrorsOf } from './field-errors.ts';
import { Problem } from './problem.ts';
import { findUnsound } from './sound-text.ts';

const places: Record<string, { code: string; detail: string }> = {
  body: { code: 'invalid-body', detail: 'The body is not what this operation takes.' },
  query: { code: 'invalid-query', detail: 'The query is not what this operation takes.' },
  param: { code: 'invalid-path', detail: 'The path names something that cannot be.' },
};

/** Holds bodies, queries and paths to their schemas; what does not fit is a 422 that says where and why. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, type } = metadata;
    const place = places[type];
    if (!schema || !place) return value;
    const unsound = findUnsound(value);
    if (unsound) throw new Problem(422, place.code, place.detail, { errors: [unsound] });
    const result = await this.validate<T>(value, schema);
    if (result.issues) throw new Problem(422, place.code, place.detail, { errors: fieldErrorsOf(result.issues) });
    return result.value;
  }
}
