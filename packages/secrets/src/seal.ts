import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Keyring } from './keyring.ts';

const version = 's1';

/**
 * A secret as it may be stored: AES-256-GCM under the keyring's newest key, `s1:<key id>:<nonce>:<tag>:<ciphertext>`, base64url. `context`
 * says what it is of (a row's id, say) and is bound to it: put elsewhere, it cannot be opened.
 */
export function seal(keyring: Keyring, secret: string, context: string): string {
  const { id, key } = keyring.keys[0]!;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), nonce).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'));
  return [version, id, ...parts].join(':');
}

/** The secret again. Throws when it is damaged, belongs to another context, or was sealed with a key that the keyring does not have. */
export function open(keyring: Keyring, sealed: string, context: string): string {
  const [form, id, nonce, tag, text] = sealed.split(':');
  if (form !== version || nonce === undefined || tag === undefined || text === undefined)
    throw new Error('This is not a sealed secret.');
  const found = keyring.keys.find((each) => each.id === id);
  if (!found) throw new Error(`The secret was sealed with the key ${id}, which the keyring does not have.`);
  const [iv, authTag, encrypted] = [nonce, tag, text].map((part) => Buffer.from(part, 'base64url'));
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(found.key, 'base64'), iv!)
    .setAAD(Buffer.from(context))
    .setAuthTag(authTag!);
  return Buffer.concat([decipher.update(encrypted!), decipher.final()]).toString('utf8');
}

/** Whether it was sealed with the newest key. */
export function isSealedAnew(keyring: Keyring, sealed: string): boolean {
  return sealed.startsWith(`${version}:${keyring.keys[0]!.id}:`);
}

/** HMAC-SHA-256, hex, under the keyring's hash key: tells whether two texts are the same, not what they say. */
export function keyedHash(keyring: Keyring, text: string): string {
  return createHmac('sha256', Buffer.from(keyring.hashKey, 'base64')).update(text).digest('hex');
}
