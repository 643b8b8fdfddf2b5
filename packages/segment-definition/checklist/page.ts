import { constructs, type Construct } from './constructs.ts';
import { columnNames, placesOf, type Column, type Place } from './places.ts';

/** What has no file in a column, and need not: with the reason, which stands in the page. */
const exempt: readonly { construct: string; column: Column; because: string }[] = [
  { construct: 'Constant currency', column: 'compiler', because: 'checked by validation; it is the workspace’s' },
  { construct: 'Constant currency', column: 'evaluator', because: 'checked by validation; it is the workspace’s' },
];

export interface Row {
  construct: Construct;
  name: string;
  places: Record<Column, Place[]>;
  /** Reasons for which a column may be empty. */
  reasons: Partial<Record<Column, string>>;
}

/** Every construct with the files that speak of it. */
export function rows(): Row[] {
  const all = constructs();
  return all.map((construct): Row => {
    const others = all.filter(
      ({ of, field, value }) =>
        of === construct.of && field === construct.field && value !== null && value !== construct.value,
    );
    const name = [construct.of, construct.field, ...(construct.value === null ? [] : [construct.value])].join(' ');
    const places = Object.fromEntries(
      columnNames.map((column) => [column, placesOf(construct, construct.value === null ? [] : others, column)]),
    ) as Record<Column, Place[]>;
    const reasons = Object.fromEntries(
      exempt.filter((each) => each.construct === name).map(({ column, because }) => [column, because]),
    );
    return { construct, name, places, reasons };
  });
}

/** What is missing: a construct that no file of a column speaks of. */
export function gaps(all: Row[]): string[] {
  return all.flatMap(({ name, places, reasons }) =>
    columnNames
      .filter((column) => places[column].length === 0 && reasons[column] === undefined)
      .map((column) => `${name}: no ${column}`),
  );
}

/** The page, as Markdown. */
export function page(all: Row[]): string {
  const groups = Map.groupBy(all, ({ construct }) => construct.of);
  return `${intro(all.length)}${[...groups].map(([of, group]) => section(of, group)).join('')}`;
}

function intro(count: number): string {
  return `# Checklist of the definition language

Written by \`npm run generate\` from the schemas in \`packages/segment-definition/src\`: every kind, every type of every
union, every value that can be chosen and every field that can be left out, ${count} in all. For each it names the files that speak of
it, found by looking: the compiler to SQL, the evaluator, the editor in the console and the tests. A file counts when it
has the value in quotes or as a key, or the field, and speaks of what it belongs to; *otherwise* marks a file that names
every other value of the choice and takes this one as the case that remains. A construct that is in the schema and nowhere in a
column makes CI fail, as does a page that is not as the sources say. Of more than two files the first two stand here.
`;
}

function section(of: string, group: Row[]): string {
  const lines = group.map(({ construct, places, reasons }) => {
    const what =
      construct.value === null ? `\`${construct.field}\` (a field)` : `\`${construct.field}\`: \`${construct.value}\``;
    return `| ${[what, ...columnNames.map((column) => cell(places[column], reasons[column]))].join(' | ')} |`;
  });
  return `
## ${of}

| construct | ${columnNames.join(' | ')} |
| --- | ${columnNames.map(() => '---').join(' | ')} |
${lines.join('\n')}
`;
}

function cell(places: Place[], reason: string | undefined): string {
  if (places.length === 0) return reason ?? '**none**';
  // Components before what is behind them, and files that name the value before those it remains in.
  const order = places.toSorted((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path, 'en'));
  const named = order.slice(0, 2).map(({ path, remains }) => {
    const label = path.replace(/^.*\//, '');
    return `[${label}](../${path})${remains ? ' (otherwise)' : ''}`;
  });
  return named.join(', ');
}

function rank({ path, remains }: Place): number {
  return (remains ? 10 : 0) + (path.endsWith('.vue') ? 0 : /compile|evaluate|\.test\./.test(path) ? 1 : 2);
}
