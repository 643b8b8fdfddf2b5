import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { knownBatch, type Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { listActions, listParameters, type ParameterRow } from './actions.queries.ts';
import type { Action } from './actions.schemas.ts';
import { parameterTypeOf } from './parameter-type.ts';

/** Workspaces whose catalogue is remembered. */
const remembered = 100;

/** The catalogue of events. For a given `known` it never changes, so it is read once. */
@Injectable()
export class ActionsService {
  readonly #catalogues = new Map<number, { known: number; actions: Action[] }>();

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async list({ number: workspace }: WorkspaceRow): Promise<Action[]> {
    const known = await knownBatch(this.database, workspace);
    const found = this.#catalogues.get(workspace);
    if (found?.known === known) return found.actions;
    const actions = await this.#read(workspace, known);
    if (this.#catalogues.size >= remembered) this.#catalogues.clear();
    this.#catalogues.set(workspace, { known, actions });
    return actions;
  }

  async #read(workspace: number, known: number): Promise<Action[]> {
    const of = { workspace, known };
    const [rows, parameters] = await Promise.all([
      listActions(this.clickHouse, of),
      listParameters(this.clickHouse, of),
    ]);
    const byAction = Map.groupBy(parameters, ({ action }) => action);
    return rows.map(({ action, events, profiles, first, last, revenue }) => ({
      action,
      events: Number(events),
      profiles: Number(profiles),
      firstSeen: first,
      lastSeen: last,
      parameters: [
        ...(revenue === '0'
          ? []
          : [{ name: 'revenue', type: 'money' as const, share: Number(revenue) / Number(events) }]),
        ...describeParameters(byAction.get(action) ?? []),
      ],
    }));
  }
}

/** A parameter that comes in several types is listed once, with the most frequent of them. */
function describeParameters(rows: ParameterRow[]): Action['parameters'] {
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, [first, ...others]]) => ({
    name,
    type: parameterTypeOf(first!.type),
    share: [first!, ...others].reduce((sum, { events }) => sum + Number(events), 0) / Number(first!.sampled),
  }));
}
