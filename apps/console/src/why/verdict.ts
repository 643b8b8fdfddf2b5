import type { Why, WhyNode, WhyRefinement } from '../api/contract.ts';
import { counted, formatCount } from '../figures/number.ts';
import { distanceFromCut, distanceWords } from './distance-words.ts';
import { valueWords, type Figures } from './value-words.ts';

/** How many reasons a verdict names. */
const most = 3;

/** One sentence: in or not, and because of what. */
export function verdictOf(why: Why, figures: Figures): string {
  const { member, inBase, where, refinement } = why;
  if (!inBase) return 'Not in, because only an anonymous id names this visitor, and the segment holds known customers.';
  const reasons = leavesOf(where)
    .filter(({ decides, type }) => decides && type !== 'all' && type !== 'any')
    .map((leaf) => factOf(leaf, figures));
  if (!where.holds) return `Not in, because ${listed(reasons) || 'the segment holds nobody'}.`;
  const ranked = refinement ? rankOf(refinement, member, figures) : '';
  if (!member) return `Not in: the rules hold, but ${ranked}.`;
  const because = listed(reasons) || (ranked ? '' : 'it holds everyone');
  return `In, because ${[because, ranked].filter(Boolean).join('; and ')}.`;
}

/** What is so about a profile, as a condition looks at it: “Purchases” is 1, 3 short of the line at 4. */
export function factOf(node: WhyNode, figures: Figures): string {
  const { type, subject, value } = node;
  switch (type) {
    case 'segment':
      return `${value === 'true' ? 'they are in' : 'they are not in'} “${subject}”`;
    case 'consent':
      return `${value === 'true' ? 'they agreed to' : 'they did not agree to'} “${subject}”`;
    case 'sequence':
      return value === 'true' ? `they went through “${subject}”` : `they never went through “${subject}”`;
    case 'event':
      return value === '0'
        ? `they never did “${subject}”`
        : `they did “${subject}” ${counted(Number(value), 'time')}${away(node, figures)}`;
    default:
      return value === null
        ? `“${subject}” has no value`
        : `“${subject}” is ${valueWords(value, node.valueType, figures)}${away(node, figures)}`;
  }
}

/** Where the line of a refinement is, and where somebody stands against it. */
export function rankOf(refinement: WhyRefinement, member: boolean, figures: Figures): string {
  const { rankedBy, boundary, distance } = refinement;
  const kept = keptWords(refinement);
  if (rankedBy.value === null) return `they have no “${rankedBy.name}”, and only ${kept} are kept`;
  const line = boundary?.line ?? null;
  if (line === null) return `nobody has a “${rankedBy.name}” to be ranked by`;
  const own = valueWords(rankedBy.value, rankedBy.type, figures);
  const at = valueWords(line, rankedBy.type, figures);
  if (Number(distance) === 0 && boundary && boundary.kept < boundary.level)
    return `they have ${own} and stand exactly on the line: of ${formatCount(boundary.level)} level ones ${formatCount(boundary.kept)} ${boundary.kept === 1 ? 'is' : 'are'} kept, ${member ? 'this one among them' : 'others before this one'}`;
  return `the line for ${kept} is at ${at}, and they have ${own} (${distanceFromCut(refinement, figures)})`;
}

/** Whom a refinement keeps: “the top 100 by Spend”. */
export function keptWords({ keep, take, rankedBy }: WhyRefinement): string {
  const many = take.type === 'count' ? formatCount(take.count) : `${take.percent} %`;
  return `the ${keep} ${many} by “${rankedBy.name}”`;
}

function away(node: WhyNode, figures: Figures): string {
  const words = distanceWords(node, figures);
  if (!words) return '';
  const [line] = node.operands;
  if (!words.endsWith('line') || !line?.value) return `, ${words}`;
  const name = line.definition ? ` (“${line.definition.name}”)` : '';
  return `, ${words} at ${valueWords(line.value, node.valueType, figures)}${name}`;
}

/** The conditions that are not made of others. */
function leavesOf(node: WhyNode): WhyNode[] {
  return node.of.length === 0 ? [node] : node.of.flatMap(leavesOf);
}

function listed(reasons: string[]): string {
  const shown = reasons.slice(0, most);
  const left = reasons.length - shown.length;
  const all = left > 0 ? [...shown, counted(left, 'more reason')] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')}, and ${all.at(-1)}` : (all[0] ?? '');
}
