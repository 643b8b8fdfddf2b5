import { existsSync } from 'node:fs';
import type { DefinitionKind } from '@cutline/segment-definition';
import { exportFiles, withReferences } from '../files/export-files.ts';
import { kindsInOrder } from '../files/folders.ts';
import { readFaultlessFiles } from '../files/read-files.ts';
import { connect } from '../workspace/connect.ts';
import type { ConnectionOptions } from '../workspace/options.ts';
import { documentsOf, loadPublished } from '../workspace/published.ts';

export interface ExportOptions extends ConnectionOptions {
  dir: string;
  kind?: DefinitionKind[];
}

/** `cutline export`. Throws Failure. */
export async function exportCommand({ dir, kind, ...options }: ExportOptions): Promise<void> {
  const existing = existsSync(dir) ? await readFaultlessFiles(dir) : [];
  const connection = await connect(options, ['definitions:read']);
  const definitions = documentsOf(await loadPublished(connection));
  const wanted = withReferences(definitions, kind ?? kindsInOrder);
  const { written, unchanged, differing, surplus } = await exportFiles(definitions, wanted, existing, dir);
  for (const file of written.sort()) console.log(`wrote ${file}`);
  for (const file of differing)
    console.log(`differs: ${file} is TypeScript and was left alone; \`cutline plan\` says how`);
  for (const file of surplus) console.log(`left alone: ${file} is of nothing that is published`);
  console.log(`${written.length} written, ${unchanged} as they were, from “${connection.workspace.name}”.`);
}
