import type { EvaluatedRate, Evaluation } from './evaluated-world.ts';
import { windowEdges, type WindowEdges } from '../window-edges.ts';
import type { Window } from '../window.ts';

/** What reading values and events depends on, besides them. */
export interface Context extends Evaluation {
  /** Those that are read, in the order of days, and of batches within a day. */
  rates: EvaluatedRate[];
  /** The edges of a window, cut at `asOf`. */
  edgesOf: (window: Window) => WindowEdges;
}

/** Edges are worked out once for each window, because calendars are slow. */
export function contextOf(evaluation: Evaluation, rates: EvaluatedRate[]): Context {
  const found = new Map<Window, WindowEdges>();
  const edgesOf = (window: Window): WindowEdges => {
    const edges = found.get(window) ?? windowEdges(window, evaluation.asOf, evaluation.timeZone);
    found.set(window, edges);
    return edges;
  };
  const inOrder = rates.toSorted((one, other) =>
    one.day === other.day ? one.batch - other.batch : one.day < other.day ? -1 : 1,
  );
  return { ...evaluation, rates: inOrder, edgesOf };
}
