import { readFile } from 'node:fs/promises';
import {
  evaluate,
  iterator,
  parse,
  type AnyNode,
  type DocumentNode,
  type MemberNode,
  type ValueNode,
} from '@humanwhocodes/momoa';
import { Unreadable, type Source } from './source.ts';

/** Reads a JSON file. Throws Unreadable with the line where it is not JSON, or says a field twice. */
export async function readJson(path: string, file: string): Promise<Source> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new Unreadable('The file is empty.', 1);
  const tree = parsed(text);
  refuseRepeatedFields(tree);
  return { file, content: evaluate(tree), lineOf: (pointer) => lineIn(tree.body, pointer) };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { mode: 'json' });
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('It is nested too deep to be read.');
    if (!(error instanceof Error)) throw error;
    const line = 'line' in error && typeof error.line === 'number' ? error.line : undefined;
    const column = 'column' in error && typeof error.column === 'number' ? `, column ${error.column}` : '';
    const what = error.message.replace(/ \(\d+:\d+\)$/, '').replace(/\.$/, '');
    throw new Unreadable(`This is not JSON${column}: ${what}.`, line);
  }
}

function lineIn(root: ValueNode, pointer: string): number {
  let node = root;
  let { line } = root.loc.start;
  for (const part of pointer.split('/').slice(1)) {
    const field = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node.type === 'Object') {
      const member = node.members.find((each) => fieldOf(each) === field);
      if (!member) return line;
      node = member.value;
      line = member.loc.start.line;
    } else if (node.type === 'Array') {
      const element = node.elements[Number(field)];
      if (!element) return line;
      node = element.value;
      line = element.loc.start.line;
    } else {
      return line;
    }
  }
  return line;
}

/** JSON lets the last one win in silence; after a merge that is seldom what was meant. */
function refuseRepeatedFields(tree: DocumentNode): void {
  for (const step of iterator(tree, ({ phase }) => phase === 'enter')) {
    const node = step.node as AnyNode;
    if (node.type !== 'Object') continue;
    const seen = new Set<string>();
    for (const member of node.members) {
      const field = fieldOf(member);
      if (seen.has(field)) throw new Unreadable(`The field \`${field}\` is said twice.`, member.loc.start.line);
      seen.add(field);
    }
  }
}

function fieldOf({ name }: MemberNode): string {
  return name.type === 'String' ? name.value : name.name;
}
