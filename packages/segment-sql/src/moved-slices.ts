import {
  isExact,
  walkConditions,
  windowEdges,
  type Aggregate,
  type Definition,
  type Definitions,
  type Window,
} from '@cutline/segment-definition';
import { rankedDefinitions, isRefined } from './compile-refinement.ts';
import { daysOfPassedLines } from './passed-lines.ts';
import type { Evaluation, Earlier } from './plan.ts';
import { localDate } from './stream-days.ts';
import { aggregatesIn } from './stream.ts';

/** Events of some actions in a stretch of time: from ≤ time < to, UTC milliseconds. */
export interface Slice {
  from: number;
  to: number;
  actions: string[];
}

/**
 * What windows of the definitions gained and lost as the clock went on from an earlier evaluation, and days from which on the days since then have passed a line:
 * of whoever has no event there, everything that does not drift says the same.
 */
export function movedSlices(
  definitions: Definitions,
  { asOf, timeZone }: Pick<Evaluation, 'asOf' | 'timeZone'>,
  earlier: Pick<Earlier, 'asOf'>,
): Slice[] {
  const found = new Map<string, Slice>();
  const note = (one: number, other: number, actions: readonly string[]): void => {
    const [from, to] = [Math.max(0, Math.min(one, other)), Math.max(0, Math.max(one, other))];
    if (from === to) return;
    const key = `${from} ${to}`;
    const slice = found.get(key) ?? { from, to, actions: [] };
    slice.actions = [...new Set([...slice.actions, ...actions])].sort();
    found.set(key, slice);
  };
  for (const { window, actions } of selections(definitions)) {
    const before = windowEdges(window, earlier.asOf, timeZone);
    const now = windowEdges(window, asOf, timeZone);
    note(before.end, now.end, actions);
    // What is open at the start stays so.
    if (before.start !== null && now.start !== null) note(before.start, now.start, actions);
  }
  for (const document of definitions.values())
    if (document.kind === 'segment')
      for (const days of daysOfPassedLines(document, definitions, { asOf, timeZone }, earlier))
        note(days.from, days.to, days.actions);
  return [...found.values()].sort((one, other) => one.from - other.from || one.to - other.to);
}

/** Actions that definitions look at. */
export function actionsOf(definitions: Definitions): string[] {
  return [...new Set(selections(definitions).flatMap(({ actions }) => actions))].sort();
}

function selections(definitions: Definitions): { window: Window; actions: readonly string[] }[] {
  return [...definitions.values()].flatMap((document) => selectionsOf(document, definitions));
}

/** The windows and actions that a definition itself looks at; of a ranking those of what it ranks by. */
export function selectionsOf(
  document: Definition,
  definitions: Definitions,
): { window: Window; actions: readonly string[] }[] {
  const counted: Aggregate[] = aggregatesIn(document);
  if (document.kind !== 'segment') return counted;
  const sequences = [...walkConditions(document.where)].flatMap(([, node]) => {
    if (node.type !== 'sequence') return [];
    const patterns = [...node.steps, ...(node.without ? [node.without] : [])];
    return [{ window: node.window, actions: patterns.flatMap(({ actions }) => actions) }];
  });
  // A refinement may count in a window of its own.
  const ranked = isRefined(document)
    ? [...rankedDefinitions(document, definitions)].flatMap(([id, each]) =>
        each !== definitions.get(id) ? aggregatesIn(each) : [],
      )
    : [];
  return [...counted, ...sequences, ...ranked];
}

/** How what a definition says changes by time alone, without an event that comes into a window or leaves one. */
export type Drift = 'none' | 'daily' | 'always';

const drifting = new Set(['daysSinceFirst', 'daysSinceLast', 'within', 'withinNext', 'sameDay', 'sameMonth']);

/** How a document drifts by itself; what it refers to is not looked at. */
export function driftOf(document: unknown): Drift {
  if (typeof document !== 'object' || document === null) return 'none';
  const own = Array.isArray(document) ? 'none' : ownDrift(document);
  return Object.values(document).map(driftOf).reduce(further, own);
}

export function further(one: Drift, other: Drift): Drift {
  if (one === 'always' || other === 'always') return 'always';
  return one === 'daily' || other === 'daily' ? 'daily' : 'none';
}

function ownDrift(node: { type?: unknown; window?: unknown }): Drift {
  if (node.type === 'asOf') return 'always';
  if (typeof node.type !== 'string' || !drifting.has(node.type)) return 'none';
  const window = node.window as Window | undefined;
  return node.type === 'within' && window?.type === 'last' && isExact(window) ? 'always' : 'daily';
}

/** Whether the local day of an evaluation is another than that of an earlier one. */
export function dayChanged(
  { asOf, timeZone }: Pick<Evaluation, 'asOf' | 'timeZone'>,
  earlier: Pick<Earlier, 'asOf'>,
): boolean {
  return localDate(asOf, timeZone) !== localDate(earlier.asOf, timeZone);
}
