import { tables } from '@cutline/clickhouse/tables';
import type { Definitions } from '@cutline/segment-definition';
import { compileDiffering } from './compile-leaf.ts';
import { Parameters } from './parameters.ts';
import type { LeavesStep, PlanInput } from './plan.ts';
import type { PlannedLeaf } from './plan-run.ts';
import { ProfileScan } from './profile-scan.ts';
import { scanOf } from './scan-of.ts';

/** One scan that writes the sets of all leaves of a group to the run's scratch. */
export function compileLeaves(group: PlannedLeaf[], definitions: Definitions, input: PlanInput): LeavesStep {
  const parameters = new Parameters();
  const context = { evaluation: input, parameters };
  const scan = new ProfileScan(context);
  const sets = group.map(({ leaf }, i) => `${compileDiffering(leaf, scan, definitions, context)} AS b${i}`);
  const named = group.map(({ key }, i) => `(${parameters.add('key', 'String', key)}, b${i})`);
  const statement = parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${parameters.named('workspace', 'UInt32', input.workspace)}, ${parameters.named('run', 'UInt64', input.run)}, leaf.1, chunk, leaf.2
    FROM (
      SELECT toUInt16(bitShiftRight(profile, 16)) AS chunk, ${sets.join(', ')}
      FROM ${scan.rows()}
      GROUP BY chunk
    )
    ARRAY JOIN [${named.join(', ')}] AS leaf`);
  const title = `${group.length} ${group.length === 1 ? 'rule' : 'rules'} on ${scanOf(group[0]!.leaf, definitions, input).words}`;
  return { kind: 'leaves', title, definitions: [...new Set(group.flatMap(({ usedBy }) => usedBy))], statement };
}
