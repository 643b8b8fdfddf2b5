import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How to get in for the first time; kept beside the data, readable by its owner only. */
export interface Credentials {
  url: string;
  email: string;
  password: string;
  apiKey: string;
  workspaceId: string;
}

export function credentialsFile(home: string): string {
  return join(home, 'credentials.json');
}

/** Writes the file whole or not at all. */
export async function writeCredentials(home: string, credentials: Credentials): Promise<void> {
  await mkdir(home, { recursive: true });
  const file = credentialsFile(home);
  await writeFile(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Keeps the address in the file true when the port has moved. Without a file there is nothing to do. */
export async function updateUrl(home: string, url: string): Promise<void> {
  const text = await readFile(credentialsFile(home), 'utf8').catch(() => null);
  if (text === null) return;
  const credentials = JSON.parse(text) as Credentials;
  if (credentials.url !== url) await writeCredentials(home, { ...credentials, url });
}
