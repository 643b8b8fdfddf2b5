import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Passwords of the embedded services: they listen on loopback, where other users and web pages can reach them too. */
export interface Secrets {
  postgres: string;
  clickhouse: string;
}

/** The home's passwords, made at the first start. */
export function readSecrets(home: string): Secrets {
  const file = join(home, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch {
    const secrets = {
      postgres: randomBytes(18).toString('base64url'),
      clickhouse: randomBytes(18).toString('base64url'),
    };
    writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
    return secrets;
  }
}
