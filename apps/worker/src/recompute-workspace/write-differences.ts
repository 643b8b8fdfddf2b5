import type { DefinitionId } from '@cutline/segment-definition';
import {
  compileBaseDifference,
  compileDifferences,
  rulesKeyOf,
  type ComparedSegment,
  type Comparison,
  type PublishedDefinition,
  type SegmentRow,
} from '@cutline/segment-sql';
import type { ChangeReason } from './change-reasons.ts';
import { groupsOfChanges } from './groups-of-changes.ts';
import { allEnded, type RunQueries } from './run-queries.ts';

/**
 * Compares the members of segments in scratch with the last ones, and writes what differs; and so of the base. `whole` are those that were computed for everybody.
 * Returns what each came to.
 */
export async function writeDifferences(
  queries: RunQueries,
  documents: ReadonlyMap<DefinitionId, PublishedDefinition>,
  reasons: ReadonlyMap<DefinitionId, ChangeReason>,
  whole: ReadonlySet<DefinitionId>,
  comparison: Comparison,
): Promise<Map<DefinitionId, SegmentRow>> {
  const segments = [...reasons].flatMap(([id, reason]): ComparedSegment[] => {
    const { version, document } = documents.get(id)!;
    if (document.kind !== 'segment') return [];
    const rulesKey = rulesKeyOf({ id, segment: document });
    return [{ definition: id, version, rulesKey, ...reason, patched: !whole.has(id) }];
  });
  const found = new Map<DefinitionId, SegmentRow>();
  const counted = groupsOfChanges(segments).map(async (group) => {
    const rows = await queries.rows<SegmentRow>(compileDifferences(group, comparison).counts);
    for (const row of rows) found.set(row.segment, row);
  });
  await allEnded([...counted, queries.write(compileBaseDifference(comparison))]);
  const changesOf = ({ definition }: ComparedSegment): number => changesIn(found.get(definition));
  const changed = segments.filter((segment) => changesOf(segment) > 0);
  const written = groupsOfChanges(changed, changesOf).flatMap((group) => {
    const { memberships, changes } = compileDifferences(group, comparison);
    return [queries.write(memberships), queries.write(changes)];
  });
  await allEnded(written);
  return found;
}

/** How many entered a segment or left it. */
function changesIn(row: SegmentRow | undefined): number {
  return row === undefined ? 0 : Number(row.entered) + Number(row.left);
}
