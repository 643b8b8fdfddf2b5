import type { FastifyRequest } from 'fastify';

/** Longer than any key; what is longer is not even looked for. */
const longest = 200;

/**
 * The write key that a request brings: as the user name of basic authentication, as a bearer token, in the path or query as `writeKey`, or as
 * `writeKey` of its body. The first of them that is there counts; none: undefined.
 */
export function writeKeyOf(request: FastifyRequest): string | undefined {
  const places = [
    keyInAuthorization(request.headers.authorization),
    memberOf(request.params),
    memberOf(request.query),
    memberOf(request.body),
  ];
  const key = places.find((place) => typeof place === 'string' && place !== '');
  return typeof key === 'string' && key.length <= longest ? key : key === undefined ? undefined : '';
}

function keyInAuthorization(header: string | undefined): string | undefined {
  const [, scheme, credentials = ''] = /^(basic|bearer) +(\S+)$/i.exec(header ?? '') ?? [];
  if (scheme === undefined) return undefined;
  if (scheme.toLowerCase() === 'bearer') return credentials;
  return Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0];
}

function memberOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'writeKey' in value ? value.writeKey : undefined;
}
