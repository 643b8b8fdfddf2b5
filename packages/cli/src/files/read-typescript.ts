import { pathToFileURL } from 'node:url';
import { Unreadable, type Source } from './source.ts';

/** Runs a TypeScript file (Node strips its types) and takes its default export. Throws Unreadable. */
export async function readTypeScript(path: string, file: string): Promise<Source> {
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (error) {
    throw new Unreadable(`It could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof module.default !== 'object' || module.default === null)
    throw new Unreadable(
      'It has no definition as its default export. Expected `export default defineSegment({ … })` or the like.',
    );
  // Only what JSON can say is sent; what is undefined is left out.
  return { file, content: JSON.parse(JSON.stringify(module.default)), lineOf: () => undefined };
}
