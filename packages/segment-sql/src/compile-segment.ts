import { tables } from '@cutline/clickhouse/tables';
import type { Definitions, Segment } from '@cutline/segment-definition';
import { compileCondition } from './compile-condition.ts';
import { compileLeafBitmap } from './compile-leaf.ts';
import { compileBoundary, compileKept, isRefined, type RefinedSegment } from './compile-refinement.ts';
import type { Leaf } from './meaning.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput, SegmentStep } from './plan.ts';
import { includesAnonymous, scratchBitmap, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';

/** Statements that write a segment's members to scratch, from leaves and segments that are there. */
export function compileSegment(
  id: string,
  segment: Segment,
  keyOf: (leaf: Leaf) => string,
  definitions: Definitions,
  input: PlanInput,
): Pick<SegmentStep['statements'], 'compute' | 'refine' | 'boundary'> {
  if (!isRefined(segment))
    return { compute: compileRules(scratchKeys.segment(id), segment, keyOf, definitions, input) };
  return {
    compute: compileRules(scratchKeys.rules(id), segment, keyOf, definitions, input),
    ...compileRefined(id, segment, definitions, input),
  };
}

/** Statement that writes those for whom the rules hold, chunk by chunk. */
function compileRules(
  target: string,
  segment: Segment,
  keyOf: (leaf: Leaf) => string,
  definitions: Definitions,
  input: PlanInput,
): Statement {
  const parameters = new Parameters();
  const columns = new Map<string, string>();
  const column = (key: string): string => {
    if (!columns.has(key)) columns.set(key, `b${columns.size}`);
    return columns.get(key)!;
  };
  const context = { evaluation: input, parameters };
  const base = column(scratchKeys.base(includesAnonymous(segment, input)));
  const tree = compileCondition(segment.where, {
    base,
    leaf: (leaf) => compileLeafBitmap(leaf, column(keyOf(leaf)), base, definitions, context),
    segment: (condition) => column(scratchKeys.segment(condition.segment)),
  });
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const run = parameters.named('run', 'UInt64', input.run);
  const keys = [...columns].map(([key, name]) => {
    return `groupBitmapMergeStateIf(members, key = ${parameters.add('key', 'String', key)}) AS ${name}`;
  });
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${run}, ${parameters.named('segment_key', 'String', target)}, chunk, ${tree}
    FROM (
      SELECT chunk, ${keys.join(', ')}
      FROM ${tables.runBitmaps}
      WHERE workspace = ${workspace} AND run = ${run} AND key IN ${parameters.named('keys', 'Array(String)', [...columns.keys()])}
      GROUP BY chunk
    )`);
}

function compileRefined(
  id: string,
  segment: RefinedSegment,
  definitions: Definitions,
  input: PlanInput,
): { refine: Statement; boundary: Statement } {
  const forRefine = new Parameters();
  const rules = (parameters: Parameters): string => scratchBitmap(scratchKeys.rules(id), input, parameters);
  const kept = compileKept(segment, rules(forRefine), definitions, { evaluation: input, parameters: forRefine });
  const refine = forRefine.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${forRefine.named('workspace', 'UInt32', input.workspace)}, ${forRefine.named('run', 'UInt64', input.run)},
      ${forRefine.named('segment_key', 'String', scratchKeys.segment(id))},
      toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM (${kept})
    GROUP BY chunk`);
  const forBoundary = new Parameters();
  const context = { evaluation: input, parameters: forBoundary };
  const boundary = forBoundary.statement(compileBoundary(segment, rules(forBoundary), definitions, context));
  return { refine, boundary };
}
