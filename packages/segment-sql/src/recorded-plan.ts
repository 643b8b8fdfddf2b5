import {
  definition as definitionSchema,
  referencesOf,
  upgradeDefinition,
  type DefinitionId,
} from '@cutline/segment-definition';
import type { PlanInput, PublishedDefinition, Scope } from './plan.ts';
import { streamsByKey, type StoredStream, type Stream } from './stream.ts';

/** Changes whenever other steps are planned than before, or what they read has another form: a run that began before cannot go on. */
export const planFormat = 7;

/** What a run computes: what its plan does, or, without a plan, what is new of whom something happened to. */
export type RunScope = Scope | 'live';

/** A run as it is recorded: what its plan follows from, so that it can be planned again. */
export interface RecordedRun {
  number: number;
  scope: RunScope;
  asOf: Date;
  known: number;
  settings: {
    timeZone: string;
    currency: string;
    includeAnonymous: boolean;
    earlier?: PlanInput['earlier'];
    scratch?: number;
    bounds?: PlanInput['bounds'];
    streams?: readonly (Omit<StoredStream, 'stream'> & { document: unknown })[];
  };
}

/** What `planRun` takes to plan a run that is recorded. Throws for a live run, which has no plan. */
export function recordedPlan(
  { number, scope, asOf, known, settings }: RecordedRun,
  workspace: Pick<PlanInput, 'workspace' | 'hasRates' | 'hasAliases'>,
  definitions: PlanInput['definitions'],
): PlanInput {
  if (scope === 'live') throw new Error('A live run has no plan');
  const { timeZone, currency, includeAnonymous } = settings;
  const streams = (settings.streams ?? []).map(({ document, ...each }) => ({ ...each, stream: document as Stream }));
  const behind = streams.filter((each) => each.known < known);
  return {
    ...workspace,
    timeZone,
    currency,
    includeAnonymous,
    asOf: asOf.getTime(),
    known,
    run: settings.scratch ?? number,
    scope,
    ...(settings.earlier && { earlier: settings.earlier }),
    ...(settings.bounds && { bounds: settings.bounds }),
    definitions,
    // When they are read, what they lack was added.
    streams: streamsByKey(streams.map((each) => (each.known < known ? { ...each, known, hasTail: true } : each))),
    behind,
  };
}

/** A version of a definition as it was written, in the format of its day. */
export interface StoredVersion {
  definitionId: DefinitionId;
  version: number;
  document: unknown;
}

type Invalid = NonNullable<ReturnType<typeof definitionSchema.safeParse>['error']>;

/** Those of a run's definitions that can be planned, in today's format; those that are invalid by now, and those that refer to such. */
export function soundDefinitions(stored: readonly StoredVersion[]): {
  documents: Map<DefinitionId, PublishedDefinition>;
  invalid: Map<DefinitionId, Invalid>;
  dependent: Set<DefinitionId>;
} {
  const documents = new Map<DefinitionId, PublishedDefinition>();
  const invalid = new Map<DefinitionId, Invalid>();
  const dependent = new Set<DefinitionId>();
  for (const { definitionId, version, document } of stored) {
    const parsed = definitionSchema.safeParse(upgradeDefinition(document));
    if (parsed.success) documents.set(definitionId, { version, document: parsed.data });
    else invalid.set(definitionId, parsed.error);
  }
  for (let found = -1; found < dependent.size;) {
    found = dependent.size;
    for (const [id, { document }] of documents) {
      if (referencesOf(document).every((reference) => documents.has(reference.id))) continue;
      dependent.add(id);
      documents.delete(id);
    }
  }
  return { documents, invalid, dependent };
}
