import { createInterface } from 'node:readline/promises';
import { Failure } from '../failure.ts';
import { carryOut } from '../plan/carry-out.ts';
import { planText } from '../plan/plan-text.ts';
import { planFor, type PlanCommandOptions } from './plan.ts';

export interface ApplyOptions extends Omit<PlanCommandOptions, 'json'> {
  yes?: boolean;
}

/** `cutline apply`: shows the plan, asks, and carries it out. Throws Failure where it was not carried out to its end. */
export async function applyCommand({ yes, ...options }: ApplyOptions): Promise<void> {
  const { plan, connection } = await planFor(options, true);
  console.log(planText(plan));
  const { length } = plan.changes;
  if (length === 0) return;
  const changes = length === 1 ? 'this change' : `these ${length} changes`;
  if (!yes && !(await agrees(`\nApply ${changes} to “${connection.workspace.name}”? Type yes: `)))
    throw new Failure('Nothing was applied. `--yes` goes without asking.');
  console.log('');
  await carryOut(plan, connection, (line) => console.log(line));
  console.log(`Done: ${length === 1 ? '1 change' : `${length} changes`} applied to “${connection.workspace.name}”.`);
}

/** Asks on the terminal, or whatever stands in its place; where that ends without an answer, the answer is no. */
async function agrees(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const said = await Promise.race([terminal.question(question), ended]);
  terminal.close();
  return /^y(es)?$/i.test(said.trim());
}
