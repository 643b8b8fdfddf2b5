import { Inject, Injectable } from '@nestjs/common';
import { hasAliases, hasRates, type Database } from '@cutline/postgres';
import { planFormat, planRun, recordedPlan, soundDefinitions, type Plan } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { statementsOf } from './plan-statements.ts';
import type { PlanQuery, RunPlan } from './run-plan.schemas.ts';
import { findRun, listSteps, listVersionsOfRun, type RunRow } from './runs.queries.ts';

/** Plans runs again, from what is recorded of them. */
@Injectable()
export class RunPlansService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** Throws 404, 409 `no-plan` for an update between two runs, and 409 `plan-changed` where other steps would be planned today. */
  async get(workspace: WorkspaceRow, id: string, { step }: PlanQuery): Promise<RunPlan> {
    const run = await findRun(this.database, workspace.id, id);
    if (!run) throw notFound('run');
    const recorded = await listSteps(this.database, [id]);
    if (recorded.length === 0) throw new Problem(409, 'no-plan', 'No plan is recorded of this run.');
    const { steps } = await this.#plan(workspace, run);
    const same = ({ kind, title }: { kind: string; title: string }, position: number): boolean =>
      recorded[position]?.kind === kind && recorded[position].title === title;
    // The last recorded step publishes; it is in no plan.
    const planned = run.settings?.planFormat ?? planFormat;
    if (planned !== planFormat || recorded.length !== steps.length + 1 || !steps.every(same))
      throw new Problem(
        409,
        'plan-changed',
        'Cutline plans such a run in another way by now, so its SQL is not known.',
      );
    const { number, scope, known } = run;
    const described = steps.map((each, position) => ({ position, kind: each.kind, title: each.title, of: each }));
    return {
      runId: id,
      number,
      scope,
      asOf: run.asOf.toISOString(),
      known,
      steps: described
        .filter(({ position }) => step === undefined || position === step)
        .map(({ of, ...each }) => ({ ...each, statements: statementsOf(of) })),
    };
  }

  async #plan(workspace: WorkspaceRow, run: RunRow): Promise<Plan> {
    const versions = await listVersionsOfRun(this.database, run.versions);
    return planRun(
      recordedPlan(
        { ...run, settings: run.settings ?? workspace },
        {
          workspace: workspace.number,
          hasRates: await hasRates(this.database, workspace.id, run.known),
          hasAliases: await hasAliases(this.database, workspace.number, run.known),
        },
        soundDefinitions(versions).documents,
      ),
    );
  }
}
