import picocolors from 'picocolors';
import type { Difference } from './differences.ts';
import type { Change, Mention, Plan } from './make-plan.ts';

const { bold, dim, green, red, yellow } = picocolors;
const signs = { add: green('+'), change: yellow('~'), remove: red('-') } as const;
const mostShown = 200;

/** A plan to be read by people. */
export function planText(plan: Plan): string {
  const { changes, unmanaged } = plan;
  const left =
    unmanaged.length === 0
      ? []
      : [dim(`Without a file, and left alone (\`--prune\` removes them): ${mentions(unmanaged)}.`)];
  if (changes.length === 0) return [`Nothing to do: the workspace is as the files say.`, ...left].join('\n');
  return [...changes.map(changeText), summaryOf(plan), ...left].join('\n\n');
}

/** `Plan: 1 to add, 2 to change, none to remove.` */
function summaryOf({ changes, unchanged }: Plan): string {
  const count = (action: Change['action']): string =>
    String(changes.filter((change) => change.action === action).length || 'none');
  return `${bold('Plan:')} ${count('add')} to add, ${count('change')} to change, ${count('remove')} to remove; ${unchanged} as they are.`;
}

function changeText(change: Change): string {
  const { action, kind, key, name, basedOn, file, sentence, differences, dependants } = change;
  const versions = action === 'change' ? dim(` version ${basedOn} → ${basedOn! + 1}`) : '';
  const where = file ? dim(`  ${file}`) : '';
  const lines = [`${signs[action]} ${kind} ${bold(key)} “${name}”${versions}${where}`];
  if (action === 'change') {
    const fields = differences.map(differenceText);
    lines.push(...fields);
    if (sentence.before !== sentence.after) lines.push(`before: ${sentence.before}`, `after:  ${sentence.after}`);
  } else {
    lines.push((sentence.after ?? sentence.before)!);
  }
  if (dependants.length > 0) lines.push(`follows from it: ${mentions(dependants)}`);
  return lines.join('\n    ');
}

function differenceText({ path, before, after }: Difference): string {
  if (before === undefined) return `${path}: ${green(`+ ${shown(after)}`)}`;
  if (after === undefined) return `${path}: ${red(`- ${shown(before)}`)}`;
  return `${path}: ${red(shown(before))} → ${green(shown(after))}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
}

/** `the metric “Line”, the segment “Heavy”`. */
export function mentions(all: readonly Mention[]): string {
  return all.map(({ kind, name }) => `the ${kind} “${name}”`).join(', ');
}
