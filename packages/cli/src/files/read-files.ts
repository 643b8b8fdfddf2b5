import { readdir } from 'node:fs/promises';
import { join, parse, relative } from 'node:path';
import { nearest, type DefinitionKind } from '@cutline/segment-definition';
import { Failure } from '../failure.ts';
import { asDefinitionFile, type DefinitionFile } from './definition-file.ts';
import { faultLine, type Fault } from './fault.ts';
import { folderOf, kindsInOrder } from './folders.ts';
import { readJson } from './read-json.ts';
import { readTypeScript } from './read-typescript.ts';
import { Unreadable } from './source.ts';

export interface ReadFiles {
  files: DefinitionFile[];
  faults: Fault[];
  /** Files that could not be read as definitions, as what their places say they are. */
  unread: { kind: DefinitionKind; key: string }[];
}

/**
 * Reads every `.json`, `.ts` and `.mts` below the kinds' folders of `dir`, in the order of their paths. What else is in
 * `dir` is left alone, e.g. a module of windows that definitions import. Throws Failure where there is no such folder.
 */
export async function readFiles(dir: string): Promise<ReadFiles> {
  const read: ReadFiles = { files: [], faults: await misplaced(dir), unread: [] };
  for (const kind of kindsInOrder) {
    for (const path of await below(join(dir, folderOf[kind]))) {
      const { file, faults } = await readOne(path, kind);
      if (file) read.files.push(file);
      else read.unread.push({ kind, key: parse(path).name });
      read.faults.push(...faults);
    }
  }
  read.faults.push(...sharedKeys(read.files));
  return read;
}

/** The same where files with faults cannot be worked with. Throws Failure with all of them. */
export async function readFaultlessFiles(dir: string): Promise<DefinitionFile[]> {
  const { files, faults } = await readFiles(dir);
  if (faults.length > 0) throw new Failure(faults.map(faultLine).join('\n'));
  return files;
}

async function readOne(path: string, kind: DefinitionKind): Promise<{ file?: DefinitionFile; faults: Fault[] }> {
  const file = relative('.', path);
  try {
    const source = path.endsWith('.json') ? await readJson(path, file) : await readTypeScript(path, file);
    return asDefinitionFile(source, path, kind);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { faults: [{ file, line: error.line, path: '', message: error.message }] };
  }
}

async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(absent);
  return entries
    .filter((entry) => entry.isFile() && /\.(json|m?ts)$/.test(entry.name) && !/\.(d|test)\.m?ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function absent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** JSON files beside the kinds' folders and folders that are nearly called like one would be passed over in silence. */
async function misplaced(dir: string): Promise<Fault[]> {
  const folders = Object.values(folderOf);
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const what = error.code === 'ENOENT' ? 'There is no such folder' : error.message;
    throw new Failure(`${dir}: ${what}. \`--dir\` says where the definitions are; \`cutline export\` makes it.`);
  });
  return entries.flatMap((entry): Fault[] => {
    const file = relative('.', join(dir, entry.name));
    if (entry.isFile() && entry.name.endsWith('.json'))
      return [{ file, path: '', message: `Definitions are read from ${folders.join(', ')} only. Move it there.` }];
    const near = entry.isDirectory() && !folders.includes(entry.name) ? nearest(entry.name, folders) : undefined;
    return near ? [{ file, path: '', message: `This folder is not read. Did you mean \`${near}\`?` }] : [];
  });
}

function sharedKeys(files: DefinitionFile[]): Fault[] {
  const first = new Map<string, DefinitionFile>();
  return files.flatMap((each): Fault[] => {
    const { kind, key, source } = each;
    const other = first.get(`${kind}:${key}`);
    if (!other) {
      first.set(`${kind}:${key}`, each);
      return [];
    }
    const message = `The key \`${key}\` is that of ${other.source.file} already. Within a kind each has its own.`;
    return [{ file: source.file, line: source.lineOf('/key'), path: '/key', message }];
  });
}
