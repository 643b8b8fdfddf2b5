import { createHash } from 'node:crypto';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import type { Database } from '@cutline/postgres';
import { bindThresholds, type BoundStatement, type MetricValues, type Statement } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { limitsOf, type FairStatements, type Limits } from '../fair-queue/index.ts';

/** Whose turns statements have, and what they may take. */
export interface Turns {
  statements: FairStatements;
  /** The workspace's id. */
  workspace: string;
  limits: Limits;
  of: 'live' | 'run';
  /** Asked before each statement; throws where none may be sent any more. */
  may?: () => void | Promise<void>;
  /** Takes out of the queue what waits there. */
  signal?: AbortSignal;
}

/** The turns of a workspace's statements, within its limits of today. */
export async function turnsOf(
  { database, fair }: { database: Database } & Pick<Dependencies, 'fair'>,
  workspace: string,
  of: Turns['of'],
  { may, signal }: Pick<Turns, 'may' | 'signal'> = {},
): Promise<Turns> {
  const limits = await limitsOf(database, workspace, fair.limits);
  return { statements: fair.statements, workspace, of, limits, ...(may && { may }), ...(signal && { signal }) };
}

/** A run as ClickHouse knows it: numbers of the workspace and the run. */
export interface RunAddress {
  workspace: number;
  run: number;
}

/** What statements took: rows and bytes read altogether, and the most memory of one, in bytes. */
export interface Figures {
  rowsRead: number;
  bytesRead: number;
  peakMemory: number;
}

/** Begins the query ids of a run, or of one of its steps: by it they are found and ended. */
export function queryPrefix({ workspace, run }: RunAddress, position?: number): string {
  return `run-${workspace}-${run}-${position === undefined ? '' : `${position}-`}`;
}

/** Which of a step's writing statements have ended, and what they took. */
export interface Written {
  /** In their order, each by what it says: a try whose plan is parted in another way must not take one for another. */
  statements: string[];
  figures: Figures;
}

/** Statements of a step of a run, with ids by which they can be ended. */
export class RunQueries {
  readonly #figures: Figures;
  readonly #clickhouse: ClickHouseClient;
  readonly #address: RunAddress;
  readonly #turns: Turns;
  readonly #prefix: string;
  readonly #step: string;
  readonly #before: readonly string[];
  readonly #keep: ((written: Written) => void) | undefined;
  #ordinal = 0;
  #differs = false;
  readonly #written: string[] = [];

  /** `prefix` begins their ids, `step` says in the log what they are for; what a try before has `written` is not written again, and `keep` is told of what is. */
  constructor(
    clickhouse: ClickHouseClient,
    address: RunAddress,
    turns: Turns,
    { prefix, step, written, keep }: { prefix: string; step: string; written?: Written; keep?: (so: Written) => void },
  ) {
    this.#clickhouse = clickhouse;
    this.#address = address;
    this.#turns = turns;
    this.#prefix = prefix;
    this.#step = step;
    this.#before = written?.statements ?? [];
    this.#figures = { rowsRead: 0, bytesRead: 0, peakMemory: 0, ...written?.figures };
    this.#keep = keep;
  }

  async write(statement: Statement, values: MetricValues = new Map()): Promise<void> {
    const said = digestOf(statement);
    // From the first on that differs all are written, as later ones may read what it writes.
    const isWritten = this.#before[this.#written.length] === said && !this.#differs;
    this.#differs = !isWritten;
    if (!isWritten) await this.#send(statement, values);
    this.#written.push(said);
    if (!isWritten) this.#keep?.({ statements: [...this.#written], figures: { ...this.#figures } });
  }

  async #send(statement: Statement, values: MetricValues): Promise<void> {
    await this.#inTurn(statement, async (settings) => {
      const bound: BoundStatement = bindThresholds(statement, values);
      const { response_headers } = await this.#clickhouse.command({ ...bound, ...this.#options(settings) });
      this.#note(response_headers);
    });
  }

  async rows<T>(statement: Statement, values: MetricValues = new Map()): Promise<T[]> {
    return this.#inTurn(statement, async (settings) => {
      const bound = bindThresholds(statement, values);
      const result = await this.#clickhouse.query({ ...bound, ...this.#options(settings), format: 'JSONEachRow' });
      const rows = await result.json<T>();
      this.#note(result.response_headers);
      return rows;
    });
  }

  /** What the statements so far took; empty where ClickHouse does not say. */
  figures(): Partial<Figures> {
    return this.#figures.rowsRead + this.#figures.peakMemory > 0 ? this.#figures : {};
  }

  #inTurn<T>({ sql }: Statement, work: (settings: ClickHouseSettings) => Promise<T>): Promise<T> {
    const { statements, workspace, limits, of, may, signal } = this.#turns;
    return statements.fairly({ workspace, limits, of, sql, ...(signal && { signal }) }, async (settings) => {
      await may?.();
      return work(settings);
    });
  }

  #note(headers: Record<string, unknown>): void {
    const text = headers['x-clickhouse-summary'];
    if (typeof text !== 'string') return;
    const summary = JSON.parse(text) as Record<string, string | undefined>;
    this.#figures.rowsRead += Number(summary['read_rows'] ?? 0);
    this.#figures.bytesRead += Number(summary['read_bytes'] ?? 0);
    this.#figures.peakMemory = Math.max(this.#figures.peakMemory, Number(summary['memory_usage'] ?? 0));
  }

  #options(settings: ClickHouseSettings) {
    return {
      query_id: `${this.#prefix}${(this.#ordinal += 1)}-${Date.now().toString(36)}`,
      clickhouse_settings: {
        ...tagged({ feature: 'recompute', step: this.#step, ...this.#address }),
        ...settings,
        // What was taken away is written again as it was: ClickHouse must not take it for the same insert. Rows that stand twice do no harm.
        insert_deduplicate: 0 as const,
      },
    };
  }
}

/** Values that it asks for need no part in it: a step is given them once. */
function digestOf({ sql, params }: Statement): string {
  return createHash('sha256')
    .update(JSON.stringify([sql, params]))
    .digest('base64')
    .slice(0, 16);
}

/** What all come to. Where one fails, the others have ended as well before that is thrown: none of them goes on writing behind the back of what follows. */
export async function allEnded<T>(statements: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(statements);
  return Promise.all(statements);
}

/** Which queries begin with `{prefix:String}`: of this Cutline, as another one may have the same server and a database of its own there. */
export const ownQueries = 'startsWith(query_id, {prefix:String}) AND current_database = currentDatabase()';

/** Ends the queries whose id begins so, and waits until they have ended. */
export async function killQueries(clickhouse: ClickHouseClient, prefix: string): Promise<void> {
  await clickhouse.command({
    query: `KILL QUERY WHERE ${ownQueries} SYNC`,
    query_params: { prefix },
    clickhouse_settings: tagged({ feature: 'recompute', step: 'kill' }),
  });
}

/** Takes away what was written of memberships under a run's number. Readers have not seen it. */
export async function discardMemberships(clickhouse: ClickHouseClient, { workspace, run }: RunAddress): Promise<void> {
  for (const table of [tables.memberships, tables.membershipChanges]) {
    await clickhouse.command({
      query: `DELETE FROM ${table} WHERE workspace = {workspace:UInt32} AND run = {run:UInt64}`,
      query_params: { workspace, run },
      clickhouse_settings: {
        ...tagged({ feature: 'recompute', step: 'discard', workspace, run }),
        lightweight_delete_mode: 'lightweight_update',
        lightweight_deletes_sync: '2',
      },
    });
  }
}

/** Takes away a run's scratch. */
export async function dropScratch(clickhouse: ClickHouseClient, { workspace, run }: RunAddress): Promise<void> {
  await clickhouse.command({
    query: `ALTER TABLE ${tables.runBitmaps} DROP PARTITION (${Math.trunc(workspace)}, ${Math.trunc(run)})`,
    clickhouse_settings: tagged({ feature: 'recompute', step: 'drop scratch', workspace, run }),
  });
}
