import type { Database } from '@cutline/postgres';
import { addKey, dropOldKeys, type Keyring } from '@cutline/secrets';
import { reseal } from './reseal.ts';

export interface Rotation {
  /** Secrets that were sealed anew. */
  resealed: number;
  /** The key that everything is sealed with now. */
  keyId: string;
  dropped: number;
}

/**
 * Gives an installation a new key, seals everything with it and drops the old ones. Running processes follow the keyring's file. `settle`
 * waits for what they were about to store, sealed with the old key: after it nothing may be left that is.
 */
export async function rotateSecrets(database: Database, home: string, settle: () => Promise<void>): Promise<Rotation> {
  const keyring = await addKey(home);
  let resealed = await reseal(database, keyring);
  for (let late = 1; late > 0; resealed += late) {
    await settle();
    late = await reseal(database, keyring);
  }
  await dropOldKeys(home);
  return { resealed, keyId: keyring.keys[0]!.id, dropped: keyring.keys.length - 1 };
}

/** The same where the keyring is given by the environment: the new key has to stand first in it, and old ones are the operator’s to drop. */
export async function resealOnly(database: Database, keyring: Keyring): Promise<Rotation> {
  return { resealed: await reseal(database, keyring), keyId: keyring.keys[0]!.id, dropped: 0 };
}
