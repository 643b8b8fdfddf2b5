import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Construct } from './constructs.ts';

const root = join(import.meta.dirname, '../../..');

/** Where each column of the checklist looks: in these folders, at files whose path fits. */
const columns = {
  compiler: [
    ['packages/segment-sql/src', /^(?!.*\.test\.ts$).*\.ts$/],
    // What the compiler takes from the language: instants instead of calendars, filters that are inherited.
    [
      'packages/segment-definition/src',
      /\/(window-edges|window|zone-clock|sequence|inherited-filter|event-condition|value-type-of|comparisons-of)\.ts$/,
    ],
  ],
  evaluator: [
    [
      'packages/segment-definition/src',
      /\/(evaluate[a-z-]*|window-edges|window|sequence|inherited-filter|event-condition)\.ts$/,
    ],
  ],
  editor: [
    ['apps/console/src', /^(?!.*(\.test|\.generated)\.ts$).*\.(ts|vue)$/],
    // A formula is edited as text; this reads and writes it.
    ['packages/segment-definition/src/formula-text', /^(?!.*\.test\.ts$).*\.ts$/],
  ],
  tests: [
    ['packages/segment-definition/src', /\.test\.ts$/],
    ['packages/segment-definition/test', /\.ts$/],
    ['packages/segment-sql/src', /\.test\.ts$/],
    ['packages/segment-sql/test', /\.ts$/],
  ],
} as const satisfies Record<string, readonly (readonly [string, RegExp])[]>;

export type Column = keyof typeof columns;
export const columnNames = Object.keys(columns) as Column[];

interface Source {
  path: string;
  text: string;
}

const sources = Object.fromEntries(
  Object.entries(columns).map(([column, folders]) => [
    column,
    folders.flatMap(([folder, fits]) =>
      filesIn(join(root, folder))
        .map((path) => relative(root, path).split(sep).join('/'))
        .filter((path) => fits.test(path))
        .map((path): Source => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    ),
  ]),
) as Record<Column, Source[]>;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

export interface Place {
  path: string;
  /** The value itself is not named there, but every other one of the same choice: it is the case that remains. */
  remains: boolean;
}

/**
 * The files of a column that speak of a construct: that have its value in quotes or as a key, or its field, and speak
 * of what it belongs to besides, since words such as `last` mean several things. `others` are the values that could
 * be chosen in its stead.
 */
export function placesOf(construct: Construct, others: readonly Construct[], column: Column): Place[] {
  const about = new RegExp(aliases[construct.of] ?? construct.of.split(/ |(?=[A-Z])/).at(-1)!, 'i');
  return sources[column].flatMap(({ path, text }): Place[] => {
    if (!about.test(`${path} ${text}`)) return [];
    if (isWritten(construct, text)) return [{ path, remains: false }];
    return others.length > 0 && others.every((other) => isWritten(other, text)) ? [{ path, remains: true }] : [];
  });
}

function isWritten({ field, value }: Construct, text: string): boolean {
  return value === null
    ? new RegExp(`\\b${field}\\b`).test(text)
    : new RegExp(`(['"\`])${value}\\1|\\b${value}: (\\(|\\{|\\[|['"\`])`).test(text);
}

/** What a file is about that speaks of a schema, where that is not its name's last word. */
const aliases: Readonly<Record<string, string>> = {
  OnlyOn: 'onlyOn',
  EventSelection: 'actions|selection|distinct',
  ValueType: 'type',
  LineFilter: 'line|product',
  ProfileValue: 'profileValue|by|of',
  EventPattern: 'pattern|steps',
  Span: 'within',
  Times: 'times|comparison',
  Unit: 'window|within|span',
  Segment: 'segment',
  Definition: 'kind',
};
