import { tables } from '@cutline/clickhouse/tables';
import type { Definitions, Segment } from '@cutline/segment-definition';
import { compileCondition } from './compile-condition.ts';
import { compileLeafBitmap } from './compile-leaf.ts';
import { compileBoundary, compileKept, isRefined, type RefinedSegment } from './compile-refinement.ts';
import type { Leaf } from './meaning.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';
import { SharedSets, withSegments } from './segment-columns.ts';
import { includesAnonymous, lookedBitmap, scratchBitmap, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';

/** A segment by its id. */
export interface NamedSegment {
  id: string;
  segment: Segment;
}

/** Where those for whom a segment's rules hold stand in scratch. */
export function rulesKeyOf({ id, segment }: NamedSegment): string {
  return isRefined(segment) ? scratchKeys.rules(id) : scratchKeys.segment(id);
}

/**
 * Statement that writes those for whom the rules of some segments hold, chunk by chunk, from leaves and segments that are in scratch: of everybody, or only of those
 * who were looked at. A segment may refer to those before it, but for ones with a refinement.
 */
export function compileRules(
  group: readonly NamedSegment[],
  keyOf: (leaf: Leaf) => string,
  definitions: Definitions,
  input: PlanInput,
  who: 'everybody' | 'looked' = 'everybody',
): Statement {
  const parameters = new Parameters();
  const columns = new Map<string, string>();
  const column = (key: string): string => {
    if (!columns.has(key)) columns.set(key, `b${columns.size}`);
    return columns.get(key)!;
  };
  const context = { evaluation: input, parameters };
  const shared = new SharedSets();
  const names = new Map(group.map(({ id }, index) => [id, `s${index}`]));
  const bases = new Set<string>();
  const treeOf = ({ segment }: NamedSegment): string => {
    const key = scratchKeys.base(includesAnonymous(segment, input));
    bases.add(key);
    const base = column(key);
    return compileCondition(segment.where, {
      base,
      leaf: (leaf) => shared.column(compileLeafBitmap(leaf, column(keyOf(leaf)), base, definitions, context)),
      segment: (condition) => names.get(condition.segment) ?? column(scratchKeys.segment(condition.segment)),
    });
  };
  const trees = new Map(group.map((each) => [each.id, treeOf(each)]));
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const run = parameters.named('run', 'UInt64', input.run);
  const keys = [...columns].map(([key, name]) => {
    const set = `groupBitmapMergeStateIf(members, key = ${parameters.add('key', 'String', key)})`;
    // No result leaves the base.
    return `${who === 'looked' && bases.has(key) ? `bitmapAnd(${set}, looked)` : set} AS ${name}`;
  });
  const sets = group.map((each) => `(${parameters.add('set', 'String', rulesKeyOf(each))}, ${names.get(each.id)!})`);
  const rows = `(
        SELECT chunk, ${keys.join(', ')}
        FROM ${tables.runBitmaps}
        WHERE workspace = ${workspace} AND run = ${run} AND key IN ${parameters.named('keys', 'Array(String)', [...columns.keys()])}
        GROUP BY chunk
      )`;
  const looked = who === 'looked' ? `WITH ${lookedBitmap(input, parameters)} AS looked\n    ` : '';
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    ${looked}SELECT ${workspace}, ${run}, item.1, chunk, item.2
    FROM ${withSegments(group, names, ({ id }) => trees.get(id)!, shared.addTo(rows))}
    ARRAY JOIN [${sets.join(', ')}] AS item`);
}

/** Statements that write those whom a refinement keeps to scratch, and read where it cuts. */
export function compileRefined(
  id: string,
  segment: RefinedSegment,
  definitions: Definitions,
  input: PlanInput,
): { refine: Statement; boundary: Statement } {
  const forRefine = new Parameters();
  const rules = (parameters: Parameters): string => scratchBitmap(scratchKeys.rules(id), input, parameters);
  const kept = compileKept(segment, rules(forRefine), definitions, { evaluation: input, parameters: forRefine });
  const refine = writeKept(id, kept, input, forRefine);
  const forBoundary = new Parameters();
  const context = { evaluation: input, parameters: forBoundary };
  const boundary = forBoundary.statement(compileBoundary(segment, rules(forBoundary), definitions, context));
  return { refine, boundary };
}

function writeKept(id: string, kept: string, input: PlanInput, parameters: Parameters): Statement {
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${parameters.named('workspace', 'UInt32', input.workspace)}, ${parameters.named('run', 'UInt64', input.run)},
      ${parameters.named('segment_key', 'String', scratchKeys.segment(id))},
      toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM (${kept})
    GROUP BY chunk`);
}
