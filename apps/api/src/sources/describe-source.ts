import type { SourceWithAuthor } from './sources.queries.ts';
import type { OutcomeCounts, Source } from './sources.schemas.ts';
import { trackingOf } from './tracking-settings.ts';

const nothing: OutcomeCounts = { accepted: 0, duplicate: 0, ignored: 0, refused: 0 };

/** A source as it is answered. */
export function describeSource(
  { source, createdBy }: SourceWithAuthor,
  today: OutcomeCounts | undefined = nothing,
): Source {
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    enabled: source.enabled,
    messagesPerSecond: source.messagesPerSecond,
    tracking: trackingOf(source.tracking),
    ownMapping: source.mapping !== null,
    createdAt: source.createdAt.toISOString(),
    createdBy,
    lastMessageAt: source.lastMessageAt?.toISOString() ?? null,
    today,
  };
}
