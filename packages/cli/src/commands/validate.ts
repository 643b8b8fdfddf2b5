import type { Definition, DefinitionId } from '@cutline/segment-definition';
import picocolors from 'picocolors';
import { Failure } from '../failure.ts';
import { checkFiles, type CheckedFiles } from '../files/check-files.ts';
import { faultCount, faultLine } from '../files/fault.ts';
import { matchFiles } from '../files/match-files.ts';
import { readFiles } from '../files/read-files.ts';
import { connect, type Connection } from '../workspace/connect.ts';
import { namesNeverSeen } from '../workspace/names-never-seen.ts';
import type { ConnectionOptions } from '../workspace/options.ts';
import { documentsOf, loadPublished } from '../workspace/published.ts';

export interface ValidateOptions extends ConnectionOptions {
  dir: string;
  online?: boolean;
}

/** `cutline validate`: of the files alone, or `online` also in a workspace's currency and with its catalogue. Throws Failure. */
export async function validateCommand({ dir, online, ...options }: ValidateOptions): Promise<void> {
  const { files, unread, faults: ofReading } = await readFiles(dir);
  const connection = online ? await connect(options, ['definitions:read']) : undefined;
  const published: ReadonlyMap<DefinitionId, Definition> = connection
    ? documentsOf(await loadPublished(connection))
    : new Map();
  const checked = checkFiles(files, {
    ids: matchFiles(files, published),
    currency: connection?.workspace.currency,
    language: options.language,
    unread,
  });
  const faults = [...ofReading, ...checked.faults];
  for (const fault of faults) console.error(faultLine(fault));
  if (connection) await warn(checked, connection);
  if (faults.length > 0) throw new Failure(`${faultCount(faults.length)} in ${dir}.`);
  console.log(`${files.length === 1 ? '1 definition is' : `${files.length} definitions are`} valid.`);
}

async function warn({ documents, files }: CheckedFiles, connection: Connection): Promise<void> {
  for (const [id, document] of documents) {
    const { source } = files.get(id)!;
    const warnings = (await namesNeverSeen(document, connection)) ?? [
      { path: '', message: 'Names were not looked up: what it refers to is not published yet, or only otherwise.' },
    ];
    for (const { path, message } of warnings) {
      const line = faultLine({ file: source.file, line: source.lineOf(path), path, message });
      console.error(`${picocolors.yellow('warning:')} ${line}`);
    }
  }
}
