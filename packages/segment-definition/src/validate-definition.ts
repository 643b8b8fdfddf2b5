import { walkConditions, type Condition } from './condition.ts';
import { definition, type Definition, type DefinitionId, type Definitions } from './definition.ts';
import { referencesOf } from './references.ts';
import { findCycle } from './topological-order.ts';
import { instantOf } from './window-edges.ts';
import type { Window } from './window.ts';

/** Something wrong with a document: where (JSON pointer), what, and what would be right. */
export interface DefinitionError {
  path: string;
  code: 'invalid' | 'unknown-reference' | 'wrong-kind' | 'cycle' | 'impossible-window' | 'too-deep';
  message: string;
}

export type Validation = { valid: true; document: Definition } | { valid: false; errors: DefinitionError[] };

const deepest = 20;
const mostConditions = 500;

/**
 * Reads a document of any origin: its shape, then its meaning among the workspace's published definitions.
 * `id` is the definition it would become a new version of, so that cycles through itself are found.
 */
export function validateDefinition(input: unknown, definitions: Definitions, id?: DefinitionId): Validation {
  const nesting = depthOf(input);
  if (nesting > deepest * 2 + 4) {
    return { valid: false, errors: [{ path: '', code: 'too-deep', message: `Groups can be nested ${deepest} deep.` }] };
  }
  const parsed = definition.safeParse(input);
  if (!parsed.success) {
    return {
      valid: false,
      errors: parsed.error.issues.map((issue) => ({
        path: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
        code: 'invalid' as const,
        message: issue.message,
      })),
    };
  }
  const document = parsed.data;
  const errors = [...referenceErrors(document, definitions), ...windowErrors(document), ...sizeErrors(document)];
  if (id && errors.length === 0) {
    const cycle = findCycle(id, document, definitions);
    if (cycle) {
      const names = cycle.map((each) => (each === id ? document.name : (definitions.get(each)?.name ?? each)));
      errors.push({ path: '', code: 'cycle', message: `It would depend on itself: ${names.join(' → ')}.` });
    }
  }
  return errors.length === 0 ? { valid: true, document } : { valid: false, errors };
}

function referenceErrors(document: Definition, definitions: Definitions): DefinitionError[] {
  return referencesOf(document).flatMap((reference): DefinitionError[] => {
    const target = definitions.get(reference.id);
    if (!target) {
      const message = `There is no ${reference.kind} with the id ${reference.id} in this workspace.`;
      return [{ path: reference.path, code: 'unknown-reference', message }];
    }
    if (target.kind === reference.kind) return [];
    const message = `“${target.name}” is ${target.kind === 'aggregate' ? 'an' : 'a'} ${target.kind}; here ${reference.kind === 'aggregate' ? 'an' : 'a'} ${reference.kind} is needed.`;
    return [{ path: reference.path, code: 'wrong-kind', message }];
  });
}

function windowErrors(document: Definition): DefinitionError[] {
  if (document.kind !== 'aggregate' || document.window.type !== 'between') return [];
  const { start, end }: Extract<Window, { type: 'between' }> = document.window;
  if (instantOf(start, 'UTC') < instantOf(end, 'UTC')) return [];
  const message = 'The window ends before it begins. The end is the first moment that is outside.';
  return [{ path: '/window/end', code: 'impossible-window', message }];
}

function sizeErrors(document: Definition): DefinitionError[] {
  if (document.kind !== 'segment') return [];
  const all: [string, Condition][] = [...walkConditions(document.where)];
  if (all.length <= mostConditions) return [];
  return [
    {
      path: '/where',
      code: 'too-deep',
      message: `A segment can hold ${mostConditions} conditions; this has ${all.length}.`,
    },
  ];
}

/** Levels of nesting, found without recursion, so that no input can exhaust the stack. */
function depthOf(input: unknown): number {
  let depth = 0;
  for (let level: unknown[] = [input]; level.length > 0 && depth <= 1000; depth++) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return depth;
}
