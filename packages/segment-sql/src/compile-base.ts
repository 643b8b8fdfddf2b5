import { tables } from '@cutline/clickhouse/tables';
import { ownedRows } from './aliases.ts';
import { compileLastMemberships } from './compile-difference.ts';
import { Parameters } from './parameters.ts';
import type { Earlier, PlanInput } from './plan.ts';
import { baseIds, lookedBitmap, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';

/** Statements that write the base to scratch: known profiles, and with them anonymous ones. All are safe to run again. */
export function compileBase(input: PlanInput): Statement[] {
  const { scope = 'full', earlier } = input;
  if (scope === 'full' || !earlier) return [compileNamed(input, null)];
  return [compileKeptBase(input, earlier), compileNamed(input, (parameters) => lookedBitmap(input, parameters))];
}

/** Who is named, of everybody or of those in a bitmap. Sets are united where they are read: each number is put into one only. */
function compileNamed(input: PlanInput, among: ((parameters: Parameters) => string) | null): Statement {
  const parameters = new Parameters();
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const { from, profile } = ownedRows(tables.identifiers, tables.identifiers, { evaluation: input, parameters });
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${parameters.named('run', 'UInt64', input.run)}, key, chunk, members
    FROM (
      SELECT toUInt16(bitShiftRight(${profile}, 16)) AS chunk, kind = 'anonymousId' AS anonymous, groupBitmapState(${profile}) AS members
      FROM ${from}
      WHERE workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', input.known)}${among ? ` AND bitmapContains(${among(parameters)}, ${profile})` : ''}
      GROUP BY chunk, anonymous
    )
    ARRAY JOIN if(anonymous, ['${scratchKeys.base(true)}'], ['${scratchKeys.base(false)}', '${scratchKeys.base(true)}']) AS key`);
}

/** The base as it was published, without those who are looked at. */
function compileKeptBase(input: PlanInput, earlier: Earlier): Statement {
  const parameters = new Parameters();
  return parameters.statement(
    compileKept(new Map(Object.entries(keptBases).map(([id, key]) => [id, key])), input, earlier, parameters),
  );
}

const keptBases = { [baseIds.named]: scratchKeys.base(false), [baseIds.everyone]: scratchKeys.base(true) };

/** Writes what was published under some ids to scratch, under a key each, without those to whom something happened. */
export function compileKept(
  keys: ReadonlyMap<string, string>,
  input: PlanInput,
  earlier: Earlier,
  parameters: Parameters,
): string {
  const ids = parameters.named('kept', 'Array(UUID)', [...keys.keys()]);
  const names = parameters.named('kept_keys', 'Array(String)', [...keys.values()]);
  const bound = parameters.named('published', 'UInt64', earlier.published + 1);
  return `INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    WITH ${lookedBitmap(input, parameters)} AS looked
    SELECT ${parameters.named('workspace', 'UInt32', input.workspace)}, ${parameters.named('run', 'UInt64', input.run)},
      ${names}[indexOf(${ids}, segment)], chunk, bitmapAndnot(members, looked)
    FROM (${compileLastMemberships(ids, bound, parameters.named('workspace', 'UInt32', input.workspace))})`;
}
