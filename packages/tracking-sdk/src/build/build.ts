import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The script that pages load, as text: it reads the source's settings from `cutlineSource`, which whoever serves it defines around it.
 * Browsers of the last four years run it.
 */
export async function buildTrackingCode(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../served.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2021',
    minify: true,
    write: false,
    legalComments: 'none',
  });
  return outputFiles[0]!.text.trim();
}

/** Writes dist/cutline.js, all at once: somebody may be reading it. */
export async function writeTrackingCode(): Promise<void> {
  const folder = new URL('../../dist/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const draft = new URL(`cutline.js.${process.pid}`, folder);
  await writeFile(draft, await buildTrackingCode());
  await rename(draft, new URL('cutline.js', folder));
}
