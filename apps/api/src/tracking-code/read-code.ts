import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The built script that pages load; null where it has not been built. */
export async function readTrackingCode(): Promise<string | null> {
  try {
    return await readFile(createRequire(import.meta.url).resolve('@cutline/tracking-sdk/cutline.js'), 'utf8');
  } catch {
    return null;
  }
}
