import { eq } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

/** What the statements of a workspace may take. */
export interface Limits {
  /** A statement that takes longer is stopped. */
  statementSeconds: number;
  /** Bytes of memory that a statement may take. */
  statementMemory: number;
  /** Rows that a statement may read; null: as many as there are. */
  statementRows: number | null;
  /** Statements that a worker runs at once for it. */
  concurrent: number;
  /** Its share of the worker's time against those of other workspaces. */
  weight: number;
}

/** In seconds: then the client of ClickHouse gives a statement up. */
const longestStatement = 540;

const { workspaceQuota } = schema;

/**
 * What a workspace has where nobody said otherwise: CUTLINE_STATEMENT_SECONDS, CUTLINE_STATEMENT_MEMORY (bytes), CUTLINE_STATEMENT_ROWS (without a limit if not
 * set) and CUTLINE_WORKSPACE_STATEMENTS.
 *
 * @throws Error that names a variable that is no whole number, or too small or large
 */
export function limitsFrom(env: NodeJS.ProcessEnv): Limits {
  return {
    statementSeconds: wholeNumber(env, 'CUTLINE_STATEMENT_SECONDS', [1, longestStatement]) ?? longestStatement,
    statementMemory: wholeNumber(env, 'CUTLINE_STATEMENT_MEMORY', [2 ** 24, Number.MAX_SAFE_INTEGER]) ?? 2 ** 32,
    statementRows: wholeNumber(env, 'CUTLINE_STATEMENT_ROWS', [1, Number.MAX_SAFE_INTEGER]),
    concurrent: wholeNumber(env, 'CUTLINE_WORKSPACE_STATEMENTS', [1, 64]) ?? 2,
    weight: 1,
  };
}

/** How many statements a worker runs at once, and after how many seconds one counts as long: CUTLINE_STATEMENTS, CUTLINE_LONG_AFTER_SECONDS. */
export function queueSettingsFrom(env: NodeJS.ProcessEnv): { slots: number; longAfter: number } {
  return {
    slots: wholeNumber(env, 'CUTLINE_STATEMENTS', [4, 64]) ?? 6,
    longAfter: wholeNumber(env, 'CUTLINE_LONG_AFTER_SECONDS', [1, 3_600]) ?? 3,
  };
}

/** The limits of a workspace: its own, and the defaults where it has none. */
export async function limitsOf(database: Database, workspaceId: string, defaults: Limits): Promise<Limits> {
  const [own] = await database.select().from(workspaceQuota).where(eq(workspaceQuota.workspaceId, workspaceId));
  if (!own) return defaults;
  return {
    statementSeconds: own.statementSeconds ?? defaults.statementSeconds,
    statementMemory: own.statementMemory ?? defaults.statementMemory,
    statementRows: own.statementRows ?? defaults.statementRows,
    concurrent: own.concurrent ?? defaults.concurrent,
    weight: own.weight ?? defaults.weight,
  };
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, [least, most]: [number, number]): number | null {
  const text = env[name];
  if (!text) return null;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most))
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
  return value;
}
