import type { Refinement } from '../refinement.ts';
import type { Segment } from '../segment.ts';
import { conditionInWords } from './sentence-condition.ts';
import { valueName } from './sentence-metric.ts';
import { windowPhrase } from './sentence-window.ts';
import type { Speaker } from './speaker.ts';

/** Who is in a segment. */
export function segmentInWords({ where, refine, includeAnonymous }: Segment, speaker: Speaker): string {
  const { segments } = speaker.messages;
  const base =
    includeAnonymous === undefined ? segments.base : includeAnonymous ? segments.withAnonymous : segments.onlyKnown;
  const rule =
    (where.type === 'all' || where.type === 'any') && where.of.length === 0
      ? where.type === 'all'
        ? segments.everyone(base)
        : segments.nobody
      : segments.which(base, conditionInWords(where, speaker));
  return `${rule}${refine ? refinementInWords(refine, speaker) : ''}`;
}

function refinementInWords(refine: Refinement, speaker: Speaker): string {
  const { refinements } = speaker.messages;
  const { keep, take, window, ties } = refine;
  const by = `${valueName(refine.by, speaker)}${window ? ` ${windowPhrase(window, speaker.messages)}` : ''}`;
  const kept =
    take.type === 'count'
      ? (keep === 'top' ? refinements.topCount : refinements.bottomCount)(take.count, by)
      : (keep === 'top' ? refinements.topShare : refinements.bottomShare)(take.percent, by);
  const settled =
    ties.type === 'include'
      ? refinements.includeTies
      : ties.thenBy
        ? refinements.exactTiesBy(valueName(ties.thenBy, speaker))
        : refinements.exactTies;
  return `${kept}${refine.inheritFilters ? refinements.inherits : ''}${settled}`;
}
