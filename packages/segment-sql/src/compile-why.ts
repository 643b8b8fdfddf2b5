import {
  aggregateOfCondition,
  operandsOf,
  walkConditions,
  type Condition,
  type ConditionPath,
  type ProfileValue,
  type Segment,
} from '@cutline/segment-definition';
import { compileHolds, compileOperand } from './compile-leaf.ts';
import { compileProfileValue } from './compile-profile-value.ts';
import { isRefined, rankedDefinitions } from './compile-refinement.ts';
import type { SqlValue } from './compile-value.ts';
import { inputKey, inputsOf } from './inputs-of.ts';
import type { Leaf } from './meaning.ts';
import { compileIsInBase, PreviewSets, type PreviewInput } from './preview-sources.ts';
import { includesAnonymous } from './scratch.ts';
import { ProfileScan } from './profile-scan.ts';
import type { ProfileValues } from './profile-values.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';
import { valueText } from './value-text.ts';

/** One statement that says of every condition of a segment what it comes to for one profile. */
export interface Why {
  /** Reads one row: see `WhyRow`. */
  statement: Statement;
  /** Conditions in the order of the row's arrays. */
  paths: ConditionPath[];
}

/** Values as `valueText` gives them. */
export interface WhyRow {
  /** Whether the profile could be a member at all. */
  inBase: 0 | 1;
  /** Whether the condition holds. */
  holds: (0 | 1)[];
  /** What is compared; null for no value, and for conditions that compare nothing. */
  values: (string | null)[];
  /** What it is compared with: none, one or two. */
  operands: (string | null)[][];
  /** The value a refinement ranks by, as it counts it: in its window, with the rules' filters. */
  rankedBy: string | null;
  /** What decides between level ones, likewise. */
  thenBy: string | null;
  /** What expressions take from the profile, by `inputKey`. */
  inputs: Record<string, string | null>;
}

/** The condition tree of a segment with what each node comes to for a profile. Other segments are taken at their heads. */
export function compileWhy(segment: Segment, profile: number, input: PreviewInput): Why {
  const sets = new PreviewSets(input);
  const { parameters, context } = sets;
  const number = parameters.named('profile', 'UInt32', profile);
  const scan = new ProfileScan(context, { profile: number });
  const nodes = [...walkConditions(segment.where)];
  const names = new Map(nodes.map(([path], index) => [path, `n${index}`]));
  // Groups refer to their parts by name, so that each part is computed once.
  const holds = ([path, node]: [ConditionPath, Condition]): string => {
    switch (node.type) {
      case 'all':
        return node.of.map((_, index) => names.get(`${path}/of/${index}`)).join(' AND ') || '1';
      case 'any':
        return node.of.map((_, index) => names.get(`${path}/of/${index}`)).join(' OR ') || '0';
      case 'not':
        return `NOT ${names.get(`${path}/of`)}`;
      case 'segment':
        return `bitmapContains(${sets.segment(node.segment)}, ${number}) = ${node.is ? 1 : 0}`;
      default:
        return compileHolds(node, scan, input.definitions, context);
    }
  };
  const leaves = nodes.map(([, node]) => (isLeaf(node) ? compared(node, scan, input, context) : null));
  const inputs = nodes.flatMap(([, node]) => inputsOf(node, input.definitions));
  const inputMap = [...new Map(inputs.map((each) => [inputKey(each), each]))].flatMap(([key, each]) => [
    parameters.add('input', 'String', key),
    valueText(each.type === 'aggregate' ? scan.aggregate(each.aggregate) : scan.attribute(each.attribute)),
  ]);
  const ranked = ranks(segment, scan, input, context);
  const inBase = compileIsInBase(number, includesAnonymous(segment, input), sets);
  const list = (texts: string[]): string => `CAST([${texts.join(', ')}], 'Array(Nullable(String))')`;
  const statement = sets.statement(`SELECT toUInt8(${inBase}) AS inBase,
      [${nodes.map((each) => `toUInt8(${holds(each)}) AS ${names.get(each[0])}`).join(', ')}] AS holds,
      ${list(leaves.map((leaf) => (leaf ? valueText(leaf.value) : 'NULL')))} AS values,
      [${leaves.map((leaf) => list((leaf?.operands ?? []).map(valueText))).join(', ')}] AS operands,
      CAST(${ranked.by}, 'Nullable(String)') AS rankedBy, CAST(${ranked.thenBy}, 'Nullable(String)') AS thenBy,
      CAST(map(${inputMap.join(', ')}), 'Map(String, Nullable(String))') AS inputs
    FROM (SELECT ${number} AS profile) AS one${scan.joins()}`);
  return { statement, paths: nodes.map(([path]) => path) };
}

/** What a refinement ranks the profile by, as texts. */
function ranks(
  segment: Segment,
  scan: ProfileScan,
  { definitions }: PreviewInput,
  context: SqlContext,
): { by: string; thenBy: string } {
  if (!isRefined(segment)) return { by: 'NULL', thenBy: 'NULL' };
  const { by, ties } = segment.refine;
  const ranked = rankedDefinitions(segment, definitions);
  const text = (value: ProfileValue): string => valueText(compileProfileValue(value, scan, ranked, context));
  return { by: text(by), thenBy: ties.type === 'exact' && ties.thenBy ? text(ties.thenBy) : 'NULL' };
}

function isLeaf(node: Condition): node is Leaf {
  return !['all', 'any', 'not', 'segment'].includes(node.type);
}

function compared(
  leaf: Leaf,
  profile: ProfileValues,
  { definitions }: PreviewInput,
  context: SqlContext,
): { value: SqlValue; operands: SqlValue[] } {
  switch (leaf.type) {
    case 'aggregate':
    case 'expression':
    case 'attribute': {
      const value =
        leaf.type === 'attribute'
          ? profile.attribute(leaf.attribute)
          : compileProfileValue(leaf, profile, definitions, context);
      const operands = operandsOf(leaf.comparison).map((operand) =>
        compileOperand(operand, value.type, profile, definitions, context),
      );
      return { value, operands };
    }
    case 'event':
      return { value: profile.aggregate(aggregateOfCondition(leaf)), operands: [] };
    case 'sequence':
      return { value: { sql: `CAST(${profile.sequence(leaf)}, 'Bool')`, type: 'boolean' }, operands: [] };
    case 'consent':
      return { value: { sql: `CAST(${profile.consent(leaf.channel)}, 'Bool')`, type: 'boolean' }, operands: [] };
  }
}
