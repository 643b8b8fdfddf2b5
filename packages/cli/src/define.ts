import type {
  aggregate,
  Condition,
  EventFilter,
  expression,
  Formula,
  measure,
  metric,
  segment,
} from '@cutline/segment-definition';
import type { z } from 'zod';

/** What a definition has in a file besides its document. */
export interface Keyed {
  /** By which other files refer to it: small letters, digits and hyphens, once in its kind. */
  key: string;
  /** Names that it had before, so that a new name is not taken for a new definition. */
  formerly?: string | string[];
}

type Written<Schema extends z.ZodType> = Omit<z.input<Schema>, 'formatVersion' | 'kind'> & Keyed;
/** Schemas of trees refer to themselves, and zod does not infer what goes into such. */
type WrittenMeasure<Each> = Each extends { type: 'events' }
  ? Omit<Each, 'filter'> & { filter?: EventFilter }
  : Each extends { type: 'formula' }
    ? Omit<Each, 'formula'> & { formula: Formula }
    : Each;

export type AggregateFile = Omit<Written<typeof aggregate>, 'filter'> & { filter?: EventFilter };
export type ExpressionFile = Omit<Written<typeof expression>, 'formula'> & { formula: Formula };
export type MetricFile = Omit<Written<typeof metric>, 'measure'> & { measure: WrittenMeasure<z.input<typeof measure>> };
export type SegmentFile = Omit<Written<typeof segment>, 'where'> & { where: Condition };

/** A file's default export in `aggregates/`. What may be left out has its default; `cutline validate` says what is wrong. */
export function defineAggregate(aggregate: AggregateFile): AggregateFile & { kind: 'aggregate' } {
  return { ...aggregate, kind: 'aggregate' };
}

/** A file's default export in `expressions/`. References are keys: `{ type: 'aggregate', aggregate: purchases.key }`. */
export function defineExpression(expression: ExpressionFile): ExpressionFile & { kind: 'expression' } {
  return { ...expression, kind: 'expression' };
}

/** A file's default export in `metrics/`. References are keys. */
export function defineMetric(metric: MetricFile): MetricFile & { kind: 'metric' } {
  return { ...metric, kind: 'metric' };
}

/** A file's default export in `segments/`. References are keys. */
export function defineSegment(segment: SegmentFile): SegmentFile & { kind: 'segment' } {
  return { ...segment, kind: 'segment' };
}
