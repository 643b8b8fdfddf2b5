import {
  referencesOf,
  topologicalOrder,
  validateDefinition,
  type Definition,
  type DefinitionId,
  type Definitions,
  type ValidationContext,
} from '@cutline/segment-definition';
import { Failure } from '../failure.ts';

/** What becomes of one definition; `document` undefined: it is deleted. */
export interface Step {
  id: DefinitionId;
  document: Definition | undefined;
}

/**
 * Orders steps so that the API takes each: after every one of them, everything that is published is valid. What others
 * build on comes first, deletions last. Throws Failure where there is no such order, with the reason.
 */
export function orderSteps(
  steps: readonly Step[],
  published: Definitions,
  context: Omit<ValidationContext, 'definitions'>,
): Step[] {
  const state = new Map(published);
  let open = preferred(steps, published);
  const ordered: Step[] = [];
  while (open.length > 0) {
    const next = open.find((step) => obstacle(step, state, context) === undefined);
    if (!next) throw new Failure(open.map((step) => obstacle(step, state, context)).join('\n'));
    if (next.document) state.set(next.id, next.document);
    else state.delete(next.id);
    ordered.push(next);
    open = open.filter((step) => step !== next);
  }
  return ordered;
}

function preferred(steps: readonly Step[], published: Definitions): Step[] {
  const after = new Map<DefinitionId, Definition>();
  for (const { id, document } of steps) if (document) after.set(id, document);
  const removed = new Map([...published].filter(([id]) => steps.some((step) => step.id === id && !step.document)));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const order = [...topologicalOrder(after), ...topologicalOrder(removed).reverse()];
  return order.map((id) => byId.get(id)!);
}

/** Why the API would refuse a step now; undefined where it would not. */
function obstacle(
  { id, document }: Step,
  state: Definitions,
  context: Omit<ValidationContext, 'definitions'>,
): string | undefined {
  const dependants = [...state].filter(
    ([other, each]) => other !== id && referencesOf(each).some((reference) => reference.id === id),
  );
  const quoted = (each: readonly [DefinitionId, Definition][]): string =>
    each.map(([, { kind, name }]) => `the ${kind} “${name}”`).join(', ');
  if (!document) {
    if (dependants.length === 0) return undefined;
    return `“${state.get(id)?.name}” cannot be deleted: ${quoted(dependants)} refers to it.`;
  }
  const named = `The ${document.kind} “${document.name}” cannot be published`;
  const result = validateDefinition(document, { ...context, definitions: state }, id);
  if (!result.valid) return `${named}: ${result.errors[0]!.message}`;
  const namesake = [...state].find(
    ([other, { kind, name }]) => other !== id && kind === document.kind && name === document.name,
  );
  if (namesake) return `${named}: another has that name until it is renamed or deleted.`;
  const definitions = new Map([...state, [id, document]]);
  const broken = dependants.filter(
    ([other, each]) => !validateDefinition(each, { ...context, definitions }, other).valid,
  );
  if (broken.length === 0) return undefined;
  return `${named}: as it is published now, ${quoted(broken)} would no longer be valid. Give the new one another name, or change what refers to it first.`;
}
