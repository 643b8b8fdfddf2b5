import { randomBytes, randomUUID } from 'node:crypto';
import { open, seal, type Keyring } from '@cutline/secrets';
import { hashOfSecret } from '../access/api-key-secret.ts';

/** A write key about to be stored, and the key itself. */
export interface NewWriteKey {
  key: string;
  row: { id: string; hash: string; sealed: string };
}

/** A new key: `wk_` and 32 characters that are safe in an address (24 random bytes). */
export function newWriteKey(keyring: Keyring): NewWriteKey {
  const id = randomUUID();
  const key = `wk_${randomBytes(24).toString('base64url')}`;
  return { key, row: { id, hash: hashOfSecret(key), sealed: seal(keyring, key, contextOf(id)) } };
}

/** The key again; null where it was sealed with a key that the keyring has no more, or was damaged. */
export function keyOf(keyring: Keyring, { id, sealed }: { id: string; sealed: string }): string | null {
  try {
    return open(keyring, sealed, contextOf(id));
  } catch {
    return null;
  }
}

function contextOf(id: string): string {
  return `write-key:${id}`;
}
