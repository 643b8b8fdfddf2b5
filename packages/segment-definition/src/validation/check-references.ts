import type { Definition, DefinitionId, Definitions } from '../definition.ts';
import { referencesOf } from '../references.ts';
import { findCycle } from '../topological-order.ts';
import type { CheckContext } from './check-context.ts';
import { sentences } from './in-words.ts';
import { editsBetween } from './nearest.ts';

/** Checks that what a document refers to is there, and of the kind that is needed. */
export function checkReferences(document: Definition, { definitions, messages, report }: CheckContext): void {
  for (const { id, kind, path } of referencesOf(document)) {
    const target = definitions.get(id);
    const expected = messages.expected.idOf(kind);
    if (!target) {
      const near = nearId(id, kind, definitions);
      const hint = near && messages.references.near(near, definitions.get(near)!.name);
      const message = sentences(messages.references.unknown(kind, id), hint);
      report(path, 'unknown-reference', message, { expected, ...(near && { nearest: near }) });
    } else if (target.kind !== kind) {
      report(path, 'wrong-kind', messages.references.wrongKind(target.name, target.kind, kind), { expected });
    }
  }
}

/** The id of that kind that is nearest, where a slip of the finger could have made this one of it. */
function nearId(id: DefinitionId, kind: string, definitions: Definitions): DefinitionId | undefined {
  let best: { id: DefinitionId; edits: number } | undefined;
  for (const [other, { kind: has }] of definitions) {
    const edits = has === kind ? editsBetween(id, other) : Infinity;
    if (edits <= 2 && edits < (best?.edits ?? Infinity)) best = { id: other, edits };
  }
  return best?.id;
}

/** Checks that a document that would become `id` does not depend on itself, and names the way round. */
export function checkCycle(
  id: DefinitionId,
  document: Definition,
  { definitions, messages, report }: CheckContext,
): void {
  const cycle = findCycle(id, document, definitions);
  if (!cycle) return;
  const names = cycle.map((each) => (each === id ? document.name : (definitions.get(each)?.name ?? each)));
  const place = referencesOf(document).find((reference) => reference.id === cycle[1])?.path ?? '';
  report(place, 'cycle', messages.references.cycle(names));
}
