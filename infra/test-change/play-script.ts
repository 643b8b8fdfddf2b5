import { agreeOn, Disagreement } from '@cutline/segment-sql/test/disagreement';
import { differencesOfTimelines } from '@cutline/test-kill/compare-timelines';
import type { EvaluatedWorld } from '@cutline/segment-definition';
import { History } from './check-results.ts';
import { Doer } from './do-step.ts';
import { readData, type StoredData } from './read-data.ts';
import { readResults } from './read-results.ts';
import { describeStep, type Script, type Step } from './script.ts';
import type { Lane, WorkspaceRow } from './stage.ts';
import { SentWorld } from './world.ts';

/** What went wrong in a script, and where. */
export class ScriptFailure extends Error {
  /** In a few words, so that the same thing is known again in a smaller script. */
  readonly about: string;
  /** Of the step, from 0. */
  readonly place: number;

  constructor(cause: unknown, place: number, step: Step, workspace: WorkspaceRow) {
    const said = cause instanceof Error ? cause.message : String(cause);
    super(`Workspace ${workspace.number}, step ${place + 1} (${describeStep(step)}): ${said}`, { cause });
    this.about = cause instanceof Disagreement ? cause.about : said.slice(0, 60).replaceAll(/[\d-]+/g, '');
    this.place = place;
  }
}

/** What a script came to. */
export interface Played {
  runs: number;
  failedRuns: number;
  struck: number;
  timelinesCompared: number;
}

/**
 * Plays a script in a workspace of its own, and holds everything that is published against the reference evaluator after every step.
 *
 * @throws ScriptFailure where it is not the same
 */
export async function playScript(lane: Lane, script: Script): Promise<Played> {
  const workspace = await lane.open(script);
  const { stage } = lane;
  const sent = new SentWorld();
  const history = new History(script);
  const doer = new Doer(lane, script, workspace, { sent, history });
  const struckBefore = lane.struck;
  let [runs, failedRuns, timelinesCompared] = [0, 0, 0];
  let data: StoredData | undefined;
  let world: EvaluatedWorld | undefined;
  for (const [place, step] of script.steps.entries()) {
    try {
      const struck = lane.struck;
      await doer.do(step, data);
      if (step.do !== 'publish') {
        data = await readData(stage, workspace.number);
        world = sent.asStored(data);
      }
      const results = await readResults(stage, workspace);
      history.check(results, world ?? { profiles: [], events: [], rates: [], aliases: [] });
      if (step.do === 'run' && step.scope !== 'live' && lane.struck === struck) history.checkWhole(results);
      for (const stream of results.streams) {
        if (stream.status !== 'ready' || stream.doubted || stream.adding !== null) continue;
        const hasAliases = data!.aliases.some(({ batch }) => batch <= stream.known);
        const differences = await differencesOfTimelines(stage.clickhouse, workspace.number, stream, hasAliases);
        agreeOn('timelines', `stream ${stream.number} ${JSON.stringify(stream.document)}`, differences, []);
        timelinesCompared += 1;
      }
      runs = results.runs.length;
      failedRuns = results.runs.filter(({ status }) => status === 'failed').length;
    } catch (error) {
      throw new ScriptFailure(error, place, step, workspace);
    }
  }
  return { runs, failedRuns, struck: lane.struck - struckBefore, timelinesCompared };
}
