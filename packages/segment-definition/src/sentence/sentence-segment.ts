import type { Condition } from '../condition.ts';
import type { Refinement } from '../refinement.ts';
import type { Segment } from '../segment.ts';
import { around, textOf, type Piece } from './pieces.ts';
import { conditionInPieces, exceptInPieces, partsOf } from './sentence-condition.ts';
import { valueName } from './sentence-metric.ts';
import { windowPhrase } from './sentence-window.ts';
import type { Speaker } from './speaker.ts';

/** Who is in a segment. */
export function segmentInWords(
  segment: Pick<Segment, 'where' | 'refine' | 'includeAnonymous'>,
  speaker: Speaker,
): string {
  return textOf(segmentInPieces(segment, speaker));
}

/** The same in pieces. */
export function segmentInPieces(
  { where, refine, includeAnonymous }: Pick<Segment, 'where' | 'refine' | 'includeAnonymous'>,
  speaker: Speaker,
): Piece[] {
  const { segments, refinements } = speaker.messages;
  const base =
    includeAnonymous === undefined ? segments.base : includeAnonymous ? segments.withAnonymous : segments.onlyKnown;
  return [
    ...rulesInPieces(where, base, speaker),
    ...(refine ? [{ text: refinements.joint }, { text: refinementInWords(refine, speaker), of: refine }] : []),
  ];
}

function rulesInPieces(where: Condition, base: string, speaker: Speaker): Piece[] {
  const { segments } = speaker.messages;
  if (where.type === 'any' && where.of.length === 0) return [{ text: segments.nobody }];
  const { within, without } = partsOf(where);
  if (within.length > 0) return around((rule) => segments.which(base, rule), conditionInPieces(where, speaker));
  const everyone: Piece = { text: segments.everyone(base) };
  return without.length === 0 ? [everyone] : [everyone, ...exceptInPieces(without, speaker)];
}

function refinementInWords(refine: Refinement, speaker: Speaker): string {
  const { refinements } = speaker.messages;
  const { keep, take, window, ties } = refine;
  const by = `${valueName(refine.by, speaker)}${window ? ` ${windowPhrase(window, speaker)}` : ''}`;
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
