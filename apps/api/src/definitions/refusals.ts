import {
  definitionKind,
  validateDefinition,
  type Definition,
  type Language,
  type Validation,
  type ValidationContext,
} from '@cutline/segment-definition';
import { Problem } from '../problem-details/problem.ts';
import type { Published, StoredDefinition } from './definitions.queries.ts';

/**
 * The document, in today's format; else 422 `invalid-definition`, with every error (said in `language`) and its place: `at` is
 * where the document stands in the body.
 */
export function refuseInvalid(result: Validation, language: Language, at = ''): Definition {
  if (result.valid) return result.document;
  const errors = result.errors.map((error) => ({ ...error, path: `${at}${error.path}` }));
  throw new Problem(422, 'invalid-definition', errors[0]?.message ?? 'The definition is not valid.', {
    errors,
    language,
  });
}

/** 409 `name-taken`: two of a kind with one name could not be told apart in a sentence. */
export function refuseTakenName(document: Definition, published: Published, except?: string): void {
  for (const other of published.values()) {
    if (other.kind !== document.kind || other.name !== document.name || other.id === except) continue;
    throw new Problem(409, 'name-taken', `There is a ${document.kind} called “${document.name}” already.`, {
      definitionId: other.id,
    });
  }
}

/** 422 `wrong-kind`: what refers to a definition counts on its kind. */
export function refuseKind(body: unknown, current: StoredDefinition): void {
  const said =
    typeof body === 'object' && body !== null && 'kind' in body ? definitionKind.safeParse(body.kind) : undefined;
  if (!said?.success || said.data === current.kind) return;
  throw new Problem(
    422,
    'wrong-kind',
    `What is published here is of the kind ${current.kind}, and so are its new versions.`,
    {
      errors: [
        {
          path: '/document/kind',
          message: 'The kind of a definition does not change.',
          code: 'wrong-kind',
          expected: current.kind,
        },
      ],
    },
  );
}

/** 409 `version-conflict`: somebody else has published in the meantime. */
export function refuseOldBase(basedOn: number, current: StoredDefinition): void {
  if (basedOn === current.version) return;
  const detail = `This was edited from version ${basedOn}; version ${current.version} is published by now.`;
  throw new Problem(409, 'version-conflict', detail, { currentVersion: current.version });
}

/** 422 `breaks-dependants`, naming those that the new version would make invalid. */
export function refuseBrokenDependants(dependants: StoredDefinition[], context: ValidationContext): void {
  const broken = dependants.filter(({ id, document }) => !validateDefinition(document, context, id).valid);
  if (broken.length === 0) return;
  throw new Problem(422, 'breaks-dependants', `It would break ${broken.map(({ name }) => `“${name}”`).join(', ')}.`, {
    dependants: broken.map(({ id, kind, name }) => ({ id, kind, name })),
  });
}

/** 409 `has-dependants`, with the list of them. */
export function refuseDependants(dependants: StoredDefinition[]): void {
  if (dependants.length === 0) return;
  const names = dependants.map(({ name }) => `“${name}”`).join(', ');
  throw new Problem(409, 'has-dependants', `It is used by ${names}. Change or delete these first.`, {
    dependants: dependants.map(({ id, kind, name }) => ({ id, kind, name })),
  });
}
