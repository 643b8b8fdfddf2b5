import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { componentState, type ComponentState } from './health.schemas.ts';

const contents = z.object({ components: z.record(z.string(), componentState.catch({ state: 'starting' })) });

/** What the launcher says of the components that it starts; nothing where there is no launcher. */
export async function readStateFile(path: string | undefined): Promise<Record<string, ComponentState>> {
  if (path === undefined) return {};
  try {
    return contents.parse(JSON.parse(await readFile(path, 'utf8'))).components;
  } catch {
    // It may be just being written; the next look will find it whole.
    return {};
  }
}
