import { tables } from '@cutline/clickhouse/tables';
import type { Definitions } from '@cutline/segment-definition';
import { ownedRows } from './aliases.ts';
import { actionsOf, movedSlices } from './moved-slices.ts';
import { Parameters } from './parameters.ts';
import type { Earlier, PlanInput, TouchedStep } from './plan.ts';
import { lookedBitmap, scratchKeys } from './scratch.ts';
import type { Statement } from './statement.ts';

/** Statements that find to whom something happened since an earlier run: for everybody else every rule says what it said then. */
export function compileTouched(
  definitions: Definitions,
  input: PlanInput,
  earlier: Earlier,
): Pick<TouchedStep, 'statement' | 'count'> {
  const parameters = new Parameters();
  const sets = [
    ...newRows(definitions, input, earlier, parameters).map(
      (sql) => `SELECT '${scratchKeys.touched}' AS why, profile FROM (${sql})`,
    ),
    ...passedTime(definitions, input, earlier, parameters).map(
      (sql) => `SELECT '${scratchKeys.slid}' AS why, profile FROM (${sql})`,
    ),
  ];
  return { statement: writeSets(sets, input, parameters), count: countLooked(input) };
}

/** Statement that notes in scratch those whom live runs looked at since a run's clock, up to theirs: what they say of them is not undone. */
export function compileHeld(
  definitions: Definitions,
  input: PlanInput,
  live: { asOf: number; known: number },
): Statement {
  const parameters = new Parameters();
  const later = { ...input, ...live };
  const since = { asOf: input.asOf, known: input.known, published: 0 };
  const sets = [
    ...newRows(definitions, later, since, parameters),
    ...passedTime(definitions, later, since, parameters),
  ];
  return writeSets(
    sets.map((sql) => `SELECT '${scratchKeys.held}' AS why, profile FROM (${sql})`),
    input,
    parameters,
  );
}

function writeSets(found: string[], { workspace, run }: PlanInput, parameters: Parameters): Statement {
  // With the same clock nothing happened to anybody.
  const sets = found.length > 0 ? found : [`SELECT '' AS why, toUInt32(0) AS profile WHERE 0`];
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${parameters.named('workspace', 'UInt32', workspace)}, ${parameters.named('run', 'UInt64', run)},
      why, toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM (${sets.join(' UNION ALL ')})
    GROUP BY why, chunk`);
}

function countLooked(input: PlanInput): Statement {
  const parameters = new Parameters();
  return parameters.statement(`SELECT bitmapCardinality(${lookedBitmap(input, parameters)}) AS profiles`);
}

/** Whose events, values or names came, and who counts for another one since. */
function newRows(
  definitions: Definitions,
  input: PlanInput,
  { known }: Pick<Earlier, 'known'>,
  parameters: Parameters,
): string[] {
  if (known >= input.known) return [];
  const context = { evaluation: input, parameters };
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  const after = parameters.named('after_batch', 'UInt64', known);
  const read = `batch <= ${parameters.named('known', 'UInt64', input.known)}`;
  const rows = (table: string, ...conditions: string[]): string => {
    const { from, selected } = ownedRows(table, table, context);
    return `SELECT ${selected} FROM ${from} WHERE ${[`workspace = ${workspace}`, ...conditions, `batch > ${after}`, read].join(' AND ')}`;
  };
  const actions = actionsOf(definitions);
  const sets = [rows(tables.profileValues), rows(tables.identifiers)];
  if (actions.length > 0)
    sets.push(rows(tables.events, `action IN ${parameters.named('looked_at', 'Array(String)', actions)}`));
  if (input.hasAliases)
    sets.push(`SELECT arrayJoin(profiles) AS profile
      FROM (
        SELECT arrayDistinct(arrayConcat([number], groupArray(profile))) AS profiles
        FROM ${tables.profileAliases}
        WHERE workspace = ${workspace} AND ${read}
          AND number IN (SELECT number FROM ${tables.profileAliases} WHERE workspace = ${workspace} AND batch > ${after} AND ${read})
        GROUP BY number
      )`);
  return sets;
}

/** Whose events came into a window or left one, and whose values are now in the past. */
function passedTime(
  definitions: Definitions,
  input: PlanInput,
  earlier: Pick<Earlier, 'asOf'>,
  parameters: Parameters,
): string[] {
  if (earlier.asOf === input.asOf) return [];
  const context = { evaluation: input, parameters };
  const own = [
    `workspace = ${parameters.named('workspace', 'UInt32', input.workspace)}`,
    `batch <= ${parameters.named('known', 'UInt64', input.known)}`,
  ];
  const between = (from: number, to: number): string =>
    `time >= ${parameters.instant(from)} AND time < ${parameters.instant(to)}`;
  const values = ownedRows(tables.profileValues, tables.profileValues, context);
  const sets = [
    `SELECT ${values.selected} FROM ${values.from} WHERE ${[...own, between(earlier.asOf, input.asOf)].join(' AND ')}`,
  ];
  const slices = movedSlices(definitions, input, earlier);
  if (slices.length > 0) {
    const { from, selected } = ownedRows(tables.events, tables.events, context);
    const moved = slices.map(
      (slice) =>
        `action IN ${parameters.add('actions', 'Array(String)', slice.actions)} AND ${between(slice.from, slice.to)}`,
    );
    sets.push(`SELECT ${selected} FROM ${from} WHERE ${[...own, `(${moved.join(' OR ')})`].join(' AND ')}`);
  }
  return sets;
}
