import { createHash, randomBytes } from 'node:crypto';

/** A new key: 32 random bytes behind `ck_`. Only its hash is kept; `prefix` is what people recognise it by. */
export function newApiKeySecret(): { secret: string; prefix: string; hash: string } {
  const secret = `ck_${randomBytes(32).toString('base64url')}`;
  return { secret, prefix: secret.slice(0, 10), hash: hashOfSecret(secret) };
}

/** SHA-256, hex. The secret has 256 bits of chance, so a slow hash would add nothing. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
