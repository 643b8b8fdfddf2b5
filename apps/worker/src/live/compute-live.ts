import type { DefinitionId } from '@cutline/segment-definition';
import { planRun, planTouched, type PlanInput, type SegmentRow } from '@cutline/segment-sql';
import { runSegments } from '../recompute-workspace/execute-step.ts';
import { allEnded, type RunQueries } from '../recompute-workspace/run-queries.ts';
import { writeDifferences } from '../recompute-workspace/write-differences.ts';
import type { LiveDefinitions } from './live-definitions.ts';

/** With more profiles a run of what is due is as quick, and renews thresholds. */
export const mostProfiles = 100_000;

/** How many profiles something happened to, and what the segments came to for them: of nobody, and of too many, nothing is computed. */
export interface Computed {
  profiles: number;
  rows: SegmentRow[];
}

/** Of so few the events are found one by one. */
const fewProfiles = 1_000;

/** Carries out the plan of a live run, and writes what differs from the last members. */
export async function computeLive(queries: RunQueries, live: LiveDefinitions, input: PlanInput): Promise<Computed> {
  const { statement, count } = planTouched(input);
  await queries.write(statement);
  const [counted] = await queries.rows<{ profiles: string }>(count);
  const profiles = Number(counted!.profiles);
  if (profiles === 0 || profiles > mostProfiles) return { profiles, rows: [] };

  const nobody = new Set<DefinitionId>();
  // What follows one another without need is sent at once.
  let together: Promise<void>[] = [];
  for (const step of planRun({ ...input, few: profiles <= fewProfiles }).steps) {
    switch (step.kind) {
      case 'touched':
        break;
      case 'base':
        together.push(...step.statements.map((each) => queries.write(each)));
        break;
      case 'leaves':
        together.push(...step.statements(nobody).map((each) => queries.write(each, live.thresholds)));
        break;
      case 'segments':
        await allEnded(together);
        together = [];
        await runSegments(queries, step, nobody, live.thresholds);
        break;
      default:
        throw new Error(`A live run has no step of kind ${step.kind}`);
    }
  }
  const comparison = { ...input, at: input.asOf, published: input.run, noted: true, live: true, held: false };
  const reasons = new Map(live.segments.map((id) => [id, { reason: 'new-events' as const, explained: true }]));
  const rows = await writeDifferences(queries, input.definitions, reasons, comparison);
  return { profiles, rows: [...rows.values()] };
}
