import { isAbsolute } from 'node:path';

/** What files may be imported from, beside uploads: whoever runs the installation decides. */
export interface ImportPlaces {
  /** An absolute path; without it nothing is imported from folders. */
  folder?: string;
  /** Origins of S3-compatible interfaces, e.g. `https://s3.example.com`. Without it: any by https, and those on this machine by http. */
  endpoints?: string[];
}

/** Reads CUTLINE_IMPORT_FOLDER and CUTLINE_IMPORT_ENDPOINTS (origins, separated by commas). Throws for what is no such thing. */
export function placesFrom(env: NodeJS.ProcessEnv): ImportPlaces {
  const folder = env['CUTLINE_IMPORT_FOLDER'] || undefined;
  if (folder !== undefined && !isAbsolute(folder))
    throw new Error(`CUTLINE_IMPORT_FOLDER is ${folder}; it should be an absolute path.`);
  const listed = env['CUTLINE_IMPORT_ENDPOINTS'];
  const endpoints =
    listed === undefined
      ? undefined
      : listed
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean);
  for (const each of endpoints ?? [])
    if (!URL.canParse(each))
      throw new Error(`CUTLINE_IMPORT_ENDPOINTS has ${each}; it should be like https://s3.example.com.`);
  return { folder, endpoints: endpoints?.map((each) => new URL(each).origin) };
}
