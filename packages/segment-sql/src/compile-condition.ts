import type { Condition, SegmentCondition } from '@cutline/segment-definition';
import type { Leaf } from './meaning.ts';

/** Bitmap expressions that a tree is made of. */
export interface BitmapSources {
  base: string;
  /** Members for which the leaf holds; a part of the base. */
  leaf(leaf: Leaf): string;
  /** Members of another segment. */
  segment(condition: SegmentCondition): string;
}

/** A condition tree as bitmap algebra. `not` is against the base, and so is everything else: no result leaves it. */
export function compileCondition(condition: Condition, sources: BitmapSources): string {
  const { base } = sources;
  switch (condition.type) {
    case 'all':
      return fold('bitmapAnd', condition.of, sources) ?? base;
    case 'any':
      return fold('bitmapOr', condition.of, sources) ?? `bitmapAndnot(${base}, ${base})`;
    case 'not':
      return `bitmapAndnot(${base}, ${compileCondition(condition.of, sources)})`;
    case 'segment':
      return `${condition.is ? 'bitmapAnd' : 'bitmapAndnot'}(${base}, ${sources.segment(condition)})`;
    default:
      return sources.leaf(condition);
  }
}

function fold(operation: string, of: Condition[], sources: BitmapSources): string | undefined {
  return of
    .map((each) => compileCondition(each, sources))
    .reduce<string | undefined>(
      (left, right) => (left === undefined ? right : `${operation}(${left}, ${right})`),
      undefined,
    );
}
