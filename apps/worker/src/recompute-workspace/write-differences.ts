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
import { allEnded, type RunQueries } from './run-queries.ts';

/** Segments that are compared at once: their statements name all of them. */
const segmentsAtOnce = 100;

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
  const counted = groupsOf(segments).map(async (group) => {
    const rows = await queries.rows<SegmentRow>(compileDifferences(group, comparison).counts);
    for (const row of rows) found.set(row.segment, row);
  });
  await allEnded([...counted, queries.write(compileBaseDifference(comparison))]);
  const changed = segments.filter(({ definition }) => hasChanged(found.get(definition)));
  const written = groupsOf(changed).flatMap((group) => {
    const { memberships, changes } = compileDifferences(group, comparison);
    return [queries.write(memberships), queries.write(changes)];
  });
  await allEnded(written);
  return found;
}

/** Whether somebody entered a segment or left it. */
function hasChanged(row: SegmentRow | undefined): boolean {
  return row !== undefined && Number(row.entered) + Number(row.left) > 0;
}

function groupsOf(segments: ComparedSegment[]): ComparedSegment[][] {
  return Array.from({ length: Math.ceil(segments.length / segmentsAtOnce) }, (_, group) =>
    segments.slice(group * segmentsAtOnce, (group + 1) * segmentsAtOnce),
  );
}
