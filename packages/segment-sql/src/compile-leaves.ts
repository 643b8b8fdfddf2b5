import { tables } from '@cutline/clickhouse/tables';
import type { Definitions } from '@cutline/segment-definition';
import { compileDiffering } from './compile-leaf.ts';
import { Parameters } from './parameters.ts';
import type { LeavesStep, PlanInput, Whole } from './plan.ts';
import type { PlannedLeaf } from './planned-leaves.ts';
import { profileRanges, type ProfileRange } from './profile-ranges.ts';
import { ProfileScan } from './profile-scan.ts';
import { scanOf } from './scan-of.ts';
import { lookedBitmap } from './scratch.ts';
import type { Statement } from './statement.ts';
import { withinLimits } from './within-limits.ts';

/** For whom a scan computes leaves: everybody, in ranges, or only those to whom something happened. */
type Who = { range: ProfileRange } | 'looked';

/** One scan that writes the sets of all leaves of a group to the run's scratch. */
export function leavesStep(group: PlannedLeaf[], definitions: Definitions, input: PlanInput): LeavesStep {
  const title = `${group.length} ${group.length === 1 ? 'rule' : 'rules'} on ${scanOf(group[0]!.leaf, definitions, input).words}`;
  const isWhole = ({ usedBy }: PlannedLeaf, whole: Whole): boolean =>
    whole === 'all' || usedBy.some((id) => whole.has(id));
  return {
    kind: 'leaves',
    title,
    definitions: [...new Set(group.flatMap(({ usedBy }) => usedBy))],
    statements: (whole) => [
      ...compileLeaves(
        group.filter((leaf) => isWhole(leaf, whole)),
        'everybody',
        definitions,
        input,
      ),
      ...compileLeaves(
        group.filter((leaf) => !isWhole(leaf, whole)),
        'looked',
        definitions,
        input,
      ),
    ],
  };
}

/** Statements for leaves of everybody, or only of those to whom something happened: one, but for very many leaves or profiles; none for none. */
function compileLeaves(
  group: PlannedLeaf[],
  who: 'everybody' | 'looked',
  definitions: Definitions,
  input: PlanInput,
): Statement[] {
  if (group.length === 0) return [];
  return withinLimits(group, (part) => {
    const ranges = who === 'everybody' ? profileRanges(heldColumns(part, definitions, input), input.bounds) : [];
    const parts: Who[] = who === 'looked' ? [who] : ranges.map((range) => ({ range }));
    return parts.map((each) => compileScan(part, each, definitions, input));
  });
}

/** What a scan for some leaves holds of all profiles at once. */
function heldColumns(
  group: readonly PlannedLeaf[],
  definitions: Definitions,
  input: PlanInput,
): ReturnType<ProfileScan['held']> {
  const context = { evaluation: input, parameters: new Parameters() };
  const scan = new ProfileScan(context);
  for (const { leaf } of group) compileDiffering(leaf, scan, definitions, context);
  return scan.held();
}

function compileScan(group: readonly PlannedLeaf[], who: Who, definitions: Definitions, input: PlanInput): Statement {
  const parameters = new Parameters();
  const context = { evaluation: input, parameters };
  const scan = new ProfileScan(
    context,
    who === 'looked' ? { among: { bitmap: lookedBitmap(input, parameters) } } : who,
  );
  const sets = group.map(({ leaf }, i) => `${compileDiffering(leaf, scan, definitions, context)} AS b${i}`);
  const named = group.map(({ key }, i) => `(${parameters.add('key', 'String', key)}, b${i})`);
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${parameters.named('workspace', 'UInt32', input.workspace)}, ${parameters.named('run', 'UInt64', input.run)}, leaf.1, chunk, leaf.2
    FROM (
      SELECT toUInt16(bitShiftRight(profile, 16)) AS chunk, ${sets.join(', ')}
      FROM ${scan.rows()}
      GROUP BY chunk
    )
    ARRAY JOIN [${named.join(', ')}] AS leaf`);
}
