import type { Definition } from '../definition.ts';
import type { CheckContext } from './check-context.ts';

/** How many conditions and filters a definition may have in all, and how deep they may be nested. */
export const mostConditions = 500;
export const deepestConditions = 20;

interface Node {
  path: string;
  value: object;
  depth: number;
}

/** Checks the size of trees: conditions, event filters and line filters. A formula is checked with its parts. */
export function checkSize(document: Definition, { report, messages }: CheckContext): void {
  let nodes = 0;
  let tooDeep: string | undefined;
  const visit = ({ path, value, depth }: Node): void => {
    nodes += 1;
    if (depth > deepestConditions) tooDeep ??= path;
    else for (const child of childrenOf(path, value)) visit({ ...child, depth: child.sameTree ? depth + 1 : 1 });
  };
  for (const root of rootsOf(document)) visit(root);
  if (tooDeep !== undefined) {
    const expected = messages.expected.atMostLevels(deepestConditions);
    report(tooDeep, 'too-deep', messages.size.conditionsTooDeep(deepestConditions), { expected });
  }
  if (nodes > mostConditions) {
    const expected = messages.expected.atMostConditions(mostConditions);
    const message = messages.size.tooManyConditions(mostConditions, nodes);
    report(rootsOf(document)[0]!.path, 'too-large', message, { expected });
  }
}

function rootsOf(document: Definition): Node[] {
  switch (document.kind) {
    case 'segment':
      return [{ path: '/where', value: document.where, depth: 1 }];
    case 'aggregate':
      return document.filter ? [{ path: '/filter', value: document.filter, depth: 1 }] : [];
    case 'metric': {
      const { measure } = document;
      return measure.type === 'events' && measure.filter
        ? [{ path: '/measure/filter', value: measure.filter, depth: 1 }]
        : [];
    }
    case 'expression':
      return [];
  }
}

/** What hangs below a node: `of` in its own tree; a filter, the rules of lines and of steps begin trees of their own. */
function childrenOf(path: string, value: object): { path: string; value: object; sameTree: boolean }[] {
  const under = value as {
    type?: string;
    of?: object | object[];
    filter?: object;
    where?: object;
    steps?: object[];
    without?: object;
  };
  const grouped = under.type === 'all' || under.type === 'any' || under.type === 'not';
  const of = !grouped || under.of === undefined ? [] : [under.of].flat();
  const listed = Array.isArray(under.of);
  return [
    ...of.map((each, index) => ({ path: listed ? `${path}/of/${index}` : `${path}/of`, value: each, sameTree: true })),
    ...(under.filter ? [{ path: `${path}/filter`, value: under.filter, sameTree: false }] : []),
    ...(under.where ? [{ path: `${path}/where`, value: under.where, sameTree: false }] : []),
    ...(under.steps ?? []).map((each, index) => ({ path: `${path}/steps/${index}`, value: each, sameTree: false })),
    ...(under.without ? [{ path: `${path}/without`, value: under.without, sameTree: false }] : []),
  ];
}
