import {
  definition,
  spanInMilliseconds,
  uncutEdges,
  windowEdges,
  type Condition,
  type Definition,
  type EvaluatedWorld,
  type Span,
  type Window,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import { aggregate } from './generate-aggregates.ts';
import { aliases } from './generate-aliases.ts';
import { calendar, type Calendar } from './generate-calendar.ts';
import type { ComparisonSurroundings } from './generate-comparisons.ts';
import { condition } from './generate-conditions.ts';
import { events, type Lines } from './generate-events.ts';
import { expression } from './generate-formulas.ts';
import { metric } from './generate-metrics.ts';
import { profiles } from './generate-profiles.ts';
import { currencies, rates } from './generate-rates.ts';
import { refinement } from './generate-refinements.ts';

/** A small workspace with data on every edge that its definitions have. Plain JSON. */
export interface GeneratedWorkspace {
  timeZone: string;
  currency: string;
  includeAnonymous: boolean;
  /** Instants of successive evaluations, ascending, and how much each has read. */
  evaluations: { asOf: number; known: number }[];
  /** By id; each refers only to those before it. */
  definitions: Record<string, Definition>;
  world: EvaluatedWorld;
}

const idOf = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;

/** Kinds in the order in which they are made: each may refer to all before it. */
const kinds: Definition['kind'][] = [
  ...Array.from({ length: 6 }, () => 'aggregate' as const),
  ...Array.from({ length: 3 }, () => 'expression' as const),
  ...Array.from({ length: 3 }, () => 'metric' as const),
  ...Array.from({ length: 4 }, () => 'segment' as const),
  ...Array.from({ length: 3 }, () => 'metric' as const),
  ...Array.from({ length: 5 }, () => 'segment' as const),
];
/** How many definitions every generated workspace has. */
export const definitionsInWorkspace = kinds.length;

/** A workspace that is evaluated as often as one of some numbers says. */
function workspaceOf(times: readonly number[]): fc.Arbitrary<GeneratedWorkspace> {
  return calendar.chain((calendar) =>
    definitionsOf(calendar).chain((definitions) =>
      fc
        .record({
          includeAnonymous: fc.boolean(),
          howMany: fc.constantFrom(...times),
          profiles: profiles(calendar),
          aliases,
          events: events(calendar, currencies, linesOf(definitions, calendar)),
        })
        .chain(({ includeAnonymous, howMany, profiles, aliases, events }) =>
          rates(events.map(({ time }) => time)).map((rates): GeneratedWorkspace => {
            const evaluations = calendar.asOf.map((asOf, index) => ({ asOf, known: index + 2 }));
            return {
              timeZone: calendar.timeZone,
              currency: 'EUR',
              includeAnonymous,
              evaluations: [...evaluations, evaluations.at(-1)!].slice(0, howMany),
              definitions,
              world: { profiles, events, rates, aliases },
            };
          }),
        ),
    ),
  );
}

/** Most are evaluated once, some again later, and some the same again, which must change nothing. */
export const generatedWorkspace = workspaceOf([1, 1, 1, 1, 2, 3]);

/** All are evaluated again. */
export const evaluatedAgain = workspaceOf([2, 3]);

function definitionsOf(calendar: Calendar): fc.Arbitrary<Record<string, Definition>> {
  const surroundings: ComparisonSurroundings = { calendar, currency: 'EUR' };
  return fc.gen().map((generate) => {
    const found = new Map<string, Definition>();
    for (const [index, kind] of kinds.entries()) {
      const document = generate(() => documentOf(kind, surroundings, new Map(found), `${kind} ${index + 1}`));
      // Through JSON, as documents come: without fields that hold nothing.
      found.set(idOf(index + 1), definition.parse(JSON.parse(JSON.stringify(document))));
    }
    return Object.fromEntries(found);
  });
}

/** Any document of a kind, about the definitions that are there already. */
export function documentOf(
  kind: Definition['kind'],
  surroundings: ComparisonSurroundings,
  found: Map<string, Definition>,
  name: string,
): fc.Arbitrary<Definition> {
  switch (kind) {
    case 'aggregate':
      return aggregate(surroundings, name);
    case 'expression':
      return expression(found, name);
    case 'metric':
      return metric(surroundings, found, name);
    case 'segment':
      return segment(surroundings, found, name);
  }
}

/** Where somebody is to be ranked, the rules let more people through. */
function segment(
  surroundings: ComparisonSurroundings,
  found: Map<string, Definition>,
  name: string,
): fc.Arbitrary<Definition> {
  const where = condition(surroundings, found);
  const everyone = fc.constant<Condition>({ type: 'all', of: [] });
  const rules = fc.oneof(
    fc.record({ where: fc.oneof({ weight: 5, arbitrary: where }, everyone), refine: fc.constant(undefined) }),
    fc.record({
      where: fc.oneof(
        where,
        fc.array(where, { minLength: 2, maxLength: 3 }).map((of): Condition => ({ type: 'any', of })),
        everyone,
      ),
      refine: refinement(surroundings.calendar, found),
    }),
  );
  const anonymous = fc.constantFrom(undefined, undefined, undefined, true, false);
  return fc
    .tuple(rules, anonymous)
    .map(([rules, includeAnonymous]) => ({ formatVersion: 2, kind: 'segment', name, ...rules, includeAnonymous }));
}

/** The edges of all windows at all evaluations, and all spans, wherever they stand in the documents. */
export function linesOf(definitions: Record<string, Definition>, { asOf, timeZone }: Calendar): Lines {
  const lines: Lines = { edges: [], spans: [] };
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'window') {
        const both = asOf.flatMap((each) => [
          windowEdges(value as Window, each, timeZone),
          uncutEdges(value as Window, each, timeZone),
        ]);
        const instants = both.flatMap(({ start, end }) => [start, end]);
        lines.edges.push(
          ...(instants.filter((each) => each !== null && Number.isFinite(each) && each > 0) as number[]),
        );
      } else if (key === 'within') lines.spans.push(spanInMilliseconds(value as Span));
      visit(value);
    }
  };
  visit(definitions);
  return lines;
}
