import type { Definitions, ProfileValue } from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import { compileProfileValue } from './compile-profile-value.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { compileMembersAt } from './preview-sources.ts';
import { ProfileScan } from './profile-scan.ts';
import type { Statement } from './statement.ts';
import { valueText } from './value-text.ts';

/** Reads one row `{ values }`: aggregates and expressions of one profile as `valueText` gives them, in the order asked for. */
export function compileProfileValues(
  values: ProfileValue[],
  profile: number,
  definitions: Definitions,
  evaluation: Evaluation,
): Statement {
  const parameters = new Parameters();
  const context = { evaluation, parameters };
  const number = parameters.named('profile', 'UInt32', profile);
  const scan = new ProfileScan(context, { profile: number });
  const texts = values.map((value) => valueText(compileProfileValue(value, scan, definitions, context)));
  return parameters.statement(
    `SELECT CAST([${texts.join(', ')}], 'Array(Nullable(String))') AS values FROM (SELECT ${number} AS profile) AS one${scan.joins()}`,
  );
}

/** Reads rows `{ profile }`, ascending: members of a segment at a run, after `after`, at most `limit`. */
export function compileMembers(
  segment: { id: string; run: number; workspace: number },
  page: { after: number; limit: number },
): Statement {
  const parameters = new Parameters();
  const workspace = parameters.named('workspace', 'UInt32', segment.workspace);
  return parameters.statement(`SELECT arrayJoin(bitmapToArray(bitmapSubsetLimit(all_members, ${parameters.named('from', 'UInt32', page.after + 1)}, ${parameters.named('limit', 'UInt32', page.limit)}))) AS profile
    FROM (SELECT groupBitmapMergeState(members) AS all_members FROM (${compileMembersAt(segment.id, segment.run, workspace, parameters)}))
    ORDER BY profile`);
}

/** Reads rows `{ segment, run }`: of the given segments at their heads, those the profile is in, and the run that last wrote its chunk. */
export function compileSegmentsOfProfile(
  heads: ReadonlyMap<string, number>,
  profile: number,
  workspaceNumber: number,
): Statement {
  const parameters = new Parameters();
  const workspace = parameters.named('workspace', 'UInt32', workspaceNumber);
  const number = parameters.named('profile', 'UInt32', profile);
  const ids = parameters.named('segments', 'Array(UUID)', [...heads.keys()]);
  const runs = parameters.named('runs', 'Array(UInt64)', [...heads.values()]);
  return parameters.statement(`SELECT segment, run
    FROM (
      SELECT segment, run, members
      FROM ${tables.memberships}
      WHERE workspace = ${workspace} AND chunk = toUInt16(bitShiftRight(${number}, 16)) AND has(${ids}, segment)
        AND run <= ${runs}[indexOf(${ids}, segment)]
      ORDER BY segment, run DESC
      LIMIT 1 BY segment
    )
    WHERE bitmapContains(members, ${number})`);
}
