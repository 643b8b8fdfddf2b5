import { readFaultlessFiles } from '../files/read-files.ts';
import { makePlan, type Plan } from '../plan/make-plan.ts';
import { planText } from '../plan/plan-text.ts';
import { connect, type Connection } from '../workspace/connect.ts';
import type { ConnectionOptions } from '../workspace/options.ts';
import { loadPublished } from '../workspace/published.ts';

export interface PlanCommandOptions extends ConnectionOptions {
  dir: string;
  prune?: boolean;
  json?: boolean;
}

/** `cutline plan`. Answers with the exit code: 2 where there is something to do, else 0. Throws Failure. */
export async function planCommand({ json, ...options }: PlanCommandOptions): Promise<number> {
  const { plan } = await planFor(options, false);
  console.log(json ? JSON.stringify(plan, null, 2) : planText(plan));
  return plan.changes.length > 0 ? 2 : 0;
}

/** Reads files and workspace and compares them. `write`: the key must be able to carry the plan out. Throws Failure. */
export async function planFor(
  { dir, prune = false, ...options }: PlanCommandOptions,
  write: boolean,
): Promise<{ plan: Plan; connection: Connection }> {
  const files = await readFaultlessFiles(dir);
  const connection = await connect(options, write ? ['definitions:read', 'definitions:write'] : ['definitions:read']);
  const published = await loadPublished(connection);
  const { currency } = connection.workspace;
  const plan = makePlan(files, published, { prune, currency, language: options.language });
  return { plan, connection };
}
