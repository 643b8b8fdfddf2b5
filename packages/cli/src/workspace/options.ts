import type { Language } from '@cutline/segment-definition';
import { Failure } from '../failure.ts';

/** Where the workspace is, as given on the command line, and in which language it is spoken of. */
export interface ConnectionOptions {
  language: Language;
  url?: string;
  workspace?: string;
  key?: string;
}

/** The same, with what the environment says in place of what is missing. Throws Failure that names what to give. */
export function settled(
  options: ConnectionOptions,
  environment: NodeJS.ProcessEnv,
): { url: string; workspace: string | undefined; key: string } {
  const url = options.url ?? environment['CUTLINE_URL'];
  const key = options.key ?? environment['CUTLINE_API_KEY'];
  if (!url) throw new Failure('Where is Cutline? Give `--url` or set CUTLINE_URL, e.g. to http://localhost:4100.');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Failure(`“${url}” is no address of Cutline. Expected one such as http://localhost:4100.`);
  if (!key)
    throw new Failure(
      'An API key is needed: set CUTLINE_API_KEY or give `--key`. Keys are made in the console, under Settings.',
    );
  const workspace = options.workspace || environment['CUTLINE_WORKSPACE'] || undefined;
  return { url: url.replace(/\/+$/, ''), workspace, key };
}
