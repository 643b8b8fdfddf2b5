/** `npm run rotate-secrets`: see docs/privacy.md. */
import { setTimeout as wait } from 'node:timers/promises';
import { connectPostgres, postgresUrlFrom } from '@cutline/postgres';
import { keyringIn } from '@cutline/secrets';
import { resealOnly, rotateSecrets } from './rotate-secrets.ts';

/** No request of ours holds a secret longer between sealing and storing it. */
const settleMilliseconds = 10_000;

const { env } = process;
const home = env['CUTLINE_HOME'];
if (!home) throw new Error('CUTLINE_HOME is not set: give the folder that holds the installation’s files');
const database = connectPostgres(postgresUrlFrom(env), 2);
try {
  const given = Boolean(env['CUTLINE_KEYRING']);
  const keyring = await keyringIn(home, env);
  const { resealed, keyId, dropped } = given
    ? await resealOnly(database, keyring)
    : await rotateSecrets(database, home, () => wait(settleMilliseconds));
  console.log(`${resealed} secrets are sealed anew; everything is sealed with the key ${keyId}.`);
  if (given) console.log('CUTLINE_KEYRING is given from outside: old keys may be taken out of it now.');
  else console.log(`Old keys dropped: ${dropped}. Copies of keyring.json in backups still hold them.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database.$client.end();
}
