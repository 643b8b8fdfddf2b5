import type { Transaction } from '@cutline/postgres';
import { findLinks, type StoredLink } from './link-store.ts';
import { compareLinks, compareSaid } from './links.ts';
import { LinkMap, type NodePair } from './nodes.ts';
import type { ReadStatements, SaidLink, TakenBack } from './statements.ts';

/** A link between nodes, as it is to be stored. */
export interface NodeLink extends NodePair, Omit<StoredLink, 'batch'> {
  source: string;
  /** Who said it, or took it back. */
  by: string | null;
  /** That it first came with; null: this one. */
  batch: number | null;
}

export interface ChangedLinks {
  /** Of which something else is known than before. */
  changed: NodeLink[];
  /** Of these, those that count and did not, or were said earlier than anybody knew; in the order in which they were said. */
  risen: NodeLink[];
  /** Of these, those that counted and do no more. */
  fallen: NodeLink[];
  /** What stood together for the first time in this batch, at an earlier try or now. */
  firstTogether: Pick<NodeLink, 'from' | 'to'>[];
}

/** What a batch changes about links. */
export async function changedLinks(
  tx: Transaction,
  workspace: number,
  batch: number,
  { links, takenBack }: Pick<ReadStatements, 'links' | 'takenBack'>,
): Promise<ChangedLinks> {
  const said = links.values().toSorted(compareLinks);
  const stored = await findLinks(tx, workspace, [...said, ...takenBack]);
  const undone = new LinkMap<TakenBack>();
  for (const each of takenBack) {
    const known = undone.get(each);
    if (!known || known.time <= each.time) undone.set(each, each);
  }
  const onlyUndone = undone.values().filter((each) => !links.get(each));

  const result: ChangedLinks = { changed: [], risen: [], fallen: [], firstTogether: [] };
  for (const spoken of [...said, ...onlyUndone]) {
    const { kind, from, to } = spoken;
    const before = stored.get(spoken);
    const after = addTo(before, links.get(spoken), undone.get(spoken));
    const link: NodeLink = { kind, from, to, ...after, batch: before?.batch ?? null };
    if (kind === 'together' && (before?.batch ?? batch) === batch) result.firstTogether.push(link);
    const counted = before !== undefined && before.undoneAt === null;
    const counts = after.undoneAt === null;
    const earlier = before !== undefined && compareSaid(after, before) < 0;
    if (before && !earlier && after.saidAt === before.saidAt && after.undoneAt === before.undoneAt) continue;
    result.changed.push(link);
    if (counts && (!counted || earlier)) result.risen.push(link);
    if (counted && !counts) result.fallen.push(link);
  }
  return result;
}

/**
 * What is known of a link with what a batch says of it. Whoever says or undoes it, and in which order that arrives: the time of a link is when
 * it was said first; a merge counts when it was said last after it was undone last; an alias that was undone stays so, as programs say
 * theirs again and again.
 */
function addTo(
  before: StoredLink | undefined,
  said: SaidLink | undefined,
  undo: TakenBack | undefined,
): Omit<NodeLink, 'from' | 'to' | 'kind' | 'batch'> {
  const spoken = (said ?? undo)!;
  const { source, by } = undo ?? spoken;
  const earlier = before && before.saidAt !== null && (!said || compareSaid(before, said) <= 0) ? before : spoken;
  const first = !said && before ? before : earlier;
  const saidAt = latest(before?.saidAt ?? null, said === undefined ? null : said.saidAt);
  const undoneAt = latest(before?.undoneAt ?? null, undo?.time ?? null);
  const again = spoken.kind === 'merge' && saidAt !== null && undoneAt !== null && saidAt > undoneAt;
  return {
    time: first.time,
    messageId: first.messageId,
    saidAt: spoken.kind === 'together' ? first.time : saidAt,
    undoneAt: again ? null : undoneAt,
    source,
    by,
  };
}

function latest(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}
