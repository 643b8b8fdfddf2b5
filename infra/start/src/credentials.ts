import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first run's credentials, which the API makes: shown on the run that made them, and only then. */
export function newCredentials(home: string): { file: string; show(): string[] } {
  const file = join(home, 'credentials.json');
  let shown = existsSync(file);
  return {
    file,
    show() {
      if (shown || !existsSync(file)) return [];
      shown = true;
      const credentials = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      return Object.entries(credentials).map(([name, value]) => `  ${name.padEnd(10)} ${String(value)}`);
    },
  };
}
