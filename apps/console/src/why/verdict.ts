import type { Why, WhyNode, WhyRefinement } from '../api/contract.ts';
import { t } from '../language/messages.ts';
import { distanceFromCut, distanceWords } from './distance-words.ts';
import { valueWords, type Figures } from './value-words.ts';

/** How many reasons a verdict names. */
const most = 3;

/** One sentence: in or not, and because of what. */
export function verdictOf(why: Why, figures: Figures): string {
  const { member, inBase, where, refinement } = why;
  const { verdicts, facts } = t.why;
  if (!inBase) return verdicts.anonymous;
  const reasons = leavesOf(where)
    .filter(({ decides, type }) => decides && type !== 'all' && type !== 'any')
    .map((leaf) => factOf(leaf, figures));
  const because = verdicts.all(reasons.slice(0, most), Math.max(0, reasons.length - most));
  if (!where.holds) return verdicts.out(because || facts.nobody);
  const rank = refinement && rankOf(refinement, member, figures);
  if (!member) return verdicts.outByRank(rank ?? '');
  if (rank) return because ? verdicts.inByRank(because, rank) : verdicts.in(rank);
  return verdicts.in(because || facts.everyone);
}

/** Whom a refinement keeps: “the top 100 by Spend”. */
export function keptWords({ keep, take, rankedBy }: WhyRefinement): string {
  return t.why.kept(keep, take, rankedBy.name);
}

/** What is so about a profile, as a condition looks at it: “Purchases” is 1, 3 short of the line at 4. */
function factOf(node: WhyNode, figures: Figures): string {
  const { facts } = t.why;
  const { type, value } = node;
  const subject = node.subject ?? '';
  const holds = value === 'true';
  switch (type) {
    case 'segment':
      return holds ? facts.inSegment(subject) : facts.notInSegment(subject);
    case 'consent':
      return holds ? facts.agreed(subject) : facts.notAgreed(subject);
    case 'sequence':
      return holds ? facts.wentThrough(subject) : facts.neverWentThrough(subject);
    case 'event':
      return value === '0' ? facts.neverDid(subject) : facts.did(subject, Number(value), away(node, figures));
    default:
      return value === null
        ? facts.noValue(subject)
        : facts.value(subject, valueWords(value, node.valueType, figures), away(node, figures));
  }
}

/** Where the line of a refinement is, and where somebody stands against it. */
function rankOf(refinement: WhyRefinement, member: boolean, figures: Figures): string {
  const { rankedBy, boundary, distance } = refinement;
  const { ranks } = t.why;
  const kept = keptWords(refinement);
  if (rankedBy.value === null) return ranks.noValue(rankedBy.name, kept);
  const line = boundary?.line ?? null;
  if (line === null) return ranks.nobodyRanked(rankedBy.name);
  const own = valueWords(rankedBy.value, rankedBy.type, figures);
  if (Number(distance) === 0 && boundary && boundary.kept < boundary.level) return ranks.level(own, boundary, member);
  return ranks.line(kept, valueWords(line, rankedBy.type, figures), own, distanceFromCut(refinement, figures) ?? '');
}

/** How far from the line a condition's value is, and where that line is; empty where there is no such distance. */
function away(node: WhyNode, figures: Figures): string {
  const [line] = node.operands;
  if (!line?.value) return distanceWords(node, figures) ?? '';
  const at = valueWords(line.value, node.valueType, figures);
  const words = line.definition ? t.why.lineAtValueOf(at, line.definition.name) : t.why.lineAt(at);
  return distanceWords(node, figures, words) ?? '';
}

/** The conditions that are not made of others. */
function leavesOf(node: WhyNode): WhyNode[] {
  return node.of.length === 0 ? [node] : node.of.flatMap(leavesOf);
}
