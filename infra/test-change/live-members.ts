import {
  evaluate,
  walkConditions,
  type DefinitionId,
  type EvaluatedWorld,
  type Segment,
} from '@cutline/segment-definition';
import { drifts, isRefined } from '@cutline/segment-sql';
import type { Settings } from './check-results.ts';
import { documentsOf, type Results } from './read-results.ts';

/**
 * The members that segments should have at the live clock, against the lines that their last whole computation was compared with; of none where no
 * live run went beyond the run before. Not of those that rank, as they wait for the next run with who else would be in, nor of those that time
 * alone changes, nor of what refers to such.
 */
export function membersOfLive(
  results: Results,
  world: EvaluatedWorld,
  settings: Settings,
): Map<DefinitionId, ReadonlySet<number>> {
  const { clock } = results;
  const base = results.runs.find(({ number }) => number === clock?.run);
  if (!clock || !base || (clock.asOf.getTime() === base.asOf.getTime() && clock.known === base.known)) return new Map();
  const definitions = documentsOf(results, base);
  const heads = new Map(results.heads.map((head) => [head.definitionId, head]));
  const isKept = (id: DefinitionId): boolean => {
    const head = heads.get(id);
    const document = definitions.get(id);
    if (document?.kind !== 'segment' || head?.status !== 'current' || head.wholeRun === null) return false;
    const evaluation = { asOf: clock.asOf.getTime(), timeZone: settings.timeZone };
    if (isRefined(document) || drifts(id, definitions, evaluation, { asOf: base.asOf.getTime() })) return false;
    return head.version === base.versions[id] && segmentsIn(document).every(isKept);
  };
  const kept = results.segments.filter(isKept);
  const lines = new Map(kept.flatMap((id) => Object.entries(heads.get(id)!.thresholds ?? {})));
  const clocks = { asOf: clock.asOf.getTime(), known: clock.known };
  const { segments } = evaluate(definitions, world, { ...settings, ...clocks }, lines);
  return new Map(kept.map((id) => [id, segments.get(id)!.members]));
}

function segmentsIn({ where }: Segment): DefinitionId[] {
  return [...walkConditions(where)].flatMap(([, node]) => (node.type === 'segment' ? [node.segment] : []));
}
