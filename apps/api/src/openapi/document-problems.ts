import type { OpenAPIObject } from '@nestjs/swagger';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const descriptions: Record<number, string> = {
  400: 'The request cannot be read.',
  401: 'No valid session or key.',
  403: 'Not allowed with this session or key.',
  404: 'There is no such thing here.',
  409: 'In the way of what is there.',
  413: 'Too large.',
  415: 'Not a media type this takes.',
  422: 'Not valid; `errors` says where and why.',
  429: 'Too many requests.',
  507: 'No space is left.',
  503: 'Something it needs does not answer; see `Retry-After`.',
};

/** Says of each operation which problems it answers with, all in one shape. */
export function documentProblems(document: OpenAPIObject): OpenAPIObject {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const named = Object.keys(operation.responses)
        .map(Number)
        .filter((status) => status >= 400);
      const also = [422, 503];
      if (operation.security) also.push(401, 403);
      if (path.includes('{')) also.push(404);
      if (operation.requestBody) also.push(400, 413, 415);
      for (const status of new Set([...named, ...also])) {
        // A 503 of /health has a shape of its own.
        if (path === '/health' && status === 503) continue;
        operation.responses[String(status)] = { description: descriptions[status] ?? 'Problem.', content };
      }
    }
  }
  return document;
}
