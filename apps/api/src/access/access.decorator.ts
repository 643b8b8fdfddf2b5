import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Scope } from './scopes.ts';

/** Under this key a route's terms are kept for the guard; a route without them refuses everyone. */
export const TERMS = 'cutline:terms';

/** What a route asks of its caller: nothing, to be someone (`any`), to be a source (`write-key`), or a scope. */
export type Terms = 'public' | 'any' | 'write-key' | Scope;

/** Opens a route to callers who hold `scope`; `any` to every caller with a valid session or key. */
export function Access(scope: Scope | 'any'): MethodDecorator {
  return applyDecorators(
    SetMetadata(TERMS, scope),
    ApiExtension('x-scope', scope),
    ApiSecurity('apiKey'),
    ApiSecurity('session'),
  );
}

/** Opens a route to everyone. */
export function Public(): MethodDecorator {
  return applyDecorators(SetMetadata(TERMS, 'public'), ApiExtension('x-scope', 'public'));
}

/** Opens a route to sources: whoever sends a write key that is good. Sessions and API keys count for nothing there. */
export function WithWriteKey(): MethodDecorator {
  return applyDecorators(
    SetMetadata(TERMS, 'write-key'),
    ApiExtension('x-scope', 'write-key'),
    ApiSecurity('writeKey'),
  );
}
