import { tables } from '@cutline/clickhouse/tables';
import type { Definitions } from '@cutline/segment-definition';
import { ownedRows } from './aliases.ts';
import { actionsOf, movedSlices } from './moved-slices.ts';
import { Parameters } from './parameters.ts';
import type { Earlier, PlanInput } from './plan.ts';
import { scratchKeys } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';

/** Statement that notes in scratch to whom something happened since an earlier run: for everybody else every rule says what it said then. */
export function compileTouched(definitions: Definitions, input: PlanInput, earlier: Earlier): Statement {
  const parameters = new Parameters();
  const { touched, slid } = somethingHappened(definitions, input, earlier, parameters);
  const sets = [
    `SELECT '${scratchKeys.touched}' AS why, profile FROM (${touched})`,
    `SELECT '${scratchKeys.slid}' AS why, profile FROM (${slid})`,
  ];
  return writeSets(sets, input, parameters);
}

/** `SELECT profile, cause`, twice: of whom something was said since an earlier evaluation, and for whom time passed. Causes are those of `causes`. */
export function somethingHappened(
  definitions: Definitions,
  input: PlanInput,
  earlier: Pick<Earlier, 'asOf' | 'known'>,
  parameters: Parameters,
): { touched: string; slid: string } {
  // With the same clock nothing happened to anybody.
  const united = (sets: string[]): string =>
    sets.join(' UNION ALL ') || `SELECT toUInt32(0) AS profile, '' AS cause WHERE 0`;
  return {
    touched: united(newRows(definitions, input, earlier, parameters)),
    slid: united(passedTime(definitions, input, earlier, parameters)),
  };
}

/** How it is said what happened to somebody: an event of an action, a value of a name, what names a profile, or that a number counts for another one. */
export const causes = {
  event: 'event:',
  value: 'value:',
  names: 'names',
  aliases: 'aliases',
} as const;

/** Statement that notes in scratch those whom live runs looked at since a run's clock, up to theirs: what they say of them is not undone. */
export function compileHeld(
  definitions: Definitions,
  input: PlanInput,
  live: { asOf: number; known: number },
): Statement {
  const parameters = new Parameters();
  const { touched, slid } = somethingHappened(definitions, { ...input, ...live }, input, parameters);
  return writeSets(
    [touched, slid].map((sql) => `SELECT '${scratchKeys.held}' AS why, profile FROM (${sql})`),
    input,
    parameters,
  );
}

function writeSets(sets: string[], { workspace, run }: PlanInput, parameters: Parameters): Statement {
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${parameters.named('workspace', 'UInt32', workspace)}, ${parameters.named('run', 'UInt64', run)},
      why, toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM (${sets.join(' UNION ALL ')})
    GROUP BY why, chunk`);
}

const valueCause = `concat('${causes.value}', name)`;
const eventCause = `concat('${causes.event}', action)`;

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
  const rows = (table: string, cause: string, ...conditions: string[]): string =>
    `SELECT profile, ${cause} AS cause FROM ${table} WHERE ${[`workspace = ${workspace}`, ...conditions, `batch > ${after}`, read].join(' AND ')}`;
  const actions = actionsOf(definitions);
  const sets = [rows(tables.profileValues, valueCause), rows(tables.identifiers, `'${causes.names}'`)];
  if (actions.length > 0)
    sets.push(rows(tables.events, eventCause, `action IN ${parameters.named('looked_at', 'Array(String)', actions)}`));
  const owned = ofOwners(sets, context);
  if (input.hasAliases)
    owned.push(`SELECT arrayJoin(profiles) AS profile, '${causes.aliases}' AS cause
      FROM (
        SELECT arrayDistinct(arrayConcat([number], groupArray(profile))) AS profiles
        FROM ${tables.profileAliases}
        WHERE workspace = ${workspace} AND ${read}
          AND number IN (SELECT number FROM ${tables.profileAliases} WHERE workspace = ${workspace} AND batch > ${after} AND ${read})
        GROUP BY number
      )`);
  return owned;
}

/** Rows of numbers as rows of the profiles that they count for: all in one, as each join costs more than what it joins. */
function ofOwners(sets: string[], context: SqlContext): string[] {
  if (!context.evaluation.hasAliases) return sets;
  const { from, selected } = ownedRows('found', `(${sets.join(' UNION ALL ')}) AS found`, context);
  return [`SELECT ${selected}, cause FROM ${from}`];
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
  const sets = [
    `SELECT profile, ${valueCause} AS cause FROM ${tables.profileValues} WHERE ${[...own, between(earlier.asOf, input.asOf)].join(' AND ')}`,
  ];
  const slices = movedSlices(definitions, input, earlier);
  if (slices.length > 0) {
    const moved = slices.map(
      (slice) =>
        `action IN ${parameters.add('actions', 'Array(String)', slice.actions)} AND ${between(slice.from, slice.to)}`,
    );
    sets.push(
      `SELECT profile, ${eventCause} AS cause FROM ${tables.events} WHERE ${[...own, `(${moved.join(' OR ')})`].join(' AND ')}`,
    );
  }
  return ofOwners(sets, context);
}
