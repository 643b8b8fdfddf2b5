import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import { knownBatch, type Database } from '@cutline/postgres';
import { validateDefinition, type Language } from '@cutline/segment-definition';
import {
  changeOfPlan,
  estimateChange,
  type Ask,
  type EstimatedStep,
  type Memory,
  type Surroundings,
} from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { loadPublished } from '../definitions/definitions.queries.ts';
import { documentsOf } from '../definitions/describe.ts';
import { refuseInvalid } from '../definitions/refusals.ts';
import { notFound } from '../problem-details/problem.ts';
import { loadLastProfile, loadLimits, type StatementLimits } from './estimates.queries.ts';
import type { Estimate, EstimateRequest, EstimateWarning } from './estimates.schemas.ts';
import { PlanInputService } from './plan-input.service.ts';
import { SpeedService } from './speed.service.ts';

/** For how long estimates of a workspace speak about the same moment, in milliseconds; and of how many workspaces answers are remembered. */
const momentHolds = 60_000;
const remembered = 200;

/** What estimates of a workspace share while somebody is editing. */
interface Moment {
  asOf: number;
  known: number;
  memory: Memory;
}

/** What a definition would add to each full run. */
@Injectable()
export class EstimatesService {
  readonly #moments = new Map<number, Moment>();

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly inputs: PlanInputService,
    private readonly speeds: SpeedService,
  ) {}

  /** Throws 422 for what does not make sense here, 404 where there is no such definition. */
  async estimate(
    workspace: WorkspaceRow,
    { document: body, definitionId }: EstimateRequest,
    language: Language,
  ): Promise<Estimate> {
    const begun = performance.now();
    const published = await loadPublished(this.database, workspace.id);
    if (definitionId !== undefined && !published.has(definitionId)) throw notFound('definition');
    const context = { definitions: documentsOf(published), currency: workspace.currency, language };
    const document = refuseInvalid(validateDefinition(body, context, definitionId), language, '/document');
    const moment = await this.#momentOf(workspace.number);
    const [input, speed, limits, profiles] = await Promise.all([
      this.inputs.of(workspace, published, moment),
      this.speeds.current(),
      loadLimits(this.database, workspace.id),
      loadLastProfile(this.database, workspace.number),
    ]);
    const change = changeOfPlan(input, document, definitionId);
    const surroundings: Surroundings = {
      ask: this.#ask(workspace.number),
      memory: moment.memory,
      speed,
      profiles,
    };
    const { steps, ...work } = await estimateChange(change, surroundings);
    return {
      ...whole(work),
      onceUsed: change.onceUsed,
      steps: steps.map(({ kind, title, ...work }) => ({ kind, title, ...whole(work) })),
      sharedWith: change.sharedWith.flatMap((id) => {
        const other = published.get(id);
        return other ? [{ id, kind: other.kind, name: other.name }] : [];
      }),
      warnings: warningsOf(steps, limits),
      elapsedMs: Math.round(performance.now() - begun),
    };
  }

  #ask(workspace: number): Ask {
    return async <Row>({ sql, params, settings }: Parameters<Ask>[0]): Promise<Row[]> => {
      const result = await this.clickHouse.query({
        query: sql,
        query_params: { ...params },
        format: 'JSONEachRow',
        clickhouse_settings: {
          ...settings,
          // An estimate is worth no more time than this.
          max_execution_time: 10,
          ...tagged({ feature: 'estimate', workspace }),
        },
      });
      return result.json<Row>();
    };
  }

  async #momentOf(workspace: number): Promise<Moment> {
    const last = this.#moments.get(workspace);
    if (last && Date.now() - last.asOf < momentHolds) return last;
    const moment = { asOf: Date.now(), known: await knownBatch(this.database, workspace), memory: new Map() };
    if (this.#moments.size >= remembered) this.#moments.clear();
    this.#moments.set(workspace, moment);
    return moment;
  }
}

function whole({ rows, bytes, seconds }: Pick<EstimatedStep, 'rows' | 'bytes' | 'seconds'>) {
  return { rows: Math.round(rows), bytes: Math.round(bytes), seconds: Math.round(seconds * 1_000) / 1_000 };
}

function warningsOf(steps: EstimatedStep[], limits: StatementLimits): EstimateWarning[] {
  const most = (property: 'rows' | 'seconds'): number => Math.max(0, ...steps.map((each) => each[property]));
  const rows = most('rows');
  const seconds = most('seconds');
  return [
    ...(seconds > limits.seconds
      ? [{ code: 'statement-seconds' as const, limit: limits.seconds, estimate: Math.round(seconds) }]
      : []),
    ...(limits.rows !== null && rows > limits.rows
      ? [{ code: 'statement-rows' as const, limit: limits.rows, estimate: Math.round(rows) }]
      : []),
  ];
}
