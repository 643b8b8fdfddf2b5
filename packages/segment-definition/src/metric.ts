import { z } from 'zod';
import { aggregator } from './aggregate.ts';
import { definitionId, described } from './described.ts';
import { eventSelection } from './event-selection.ts';
import { formula } from './formula.ts';
import { level, quantileMethod } from './quantile.ts';

/**
 * Whose values or events count: all of the base; the members of a segment; or those active, that is profiles with at
 * least one event that the aggregate (for an expression: any of its aggregates) counts.
 */
export const population = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('active') }),
    z.strictObject({ type: z.literal('all') }),
    z.strictObject({ type: z.literal('segment'), segment: definitionId }),
  ])
  .meta({ id: 'Population' });

/** What is made of the profiles' values; `count` is how many profiles have one. */
export const statistic = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('quantile'), level, method: quantileMethod.default('linear') }),
    z.strictObject({ type: z.enum(['count', 'sum', 'average', 'min', 'max', 'median']) }),
  ])
  .meta({ id: 'Statistic' });

/** A value that each profile has. */
export const profileValue = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('aggregate'), aggregate: definitionId }),
    z.strictObject({ type: z.literal('expression'), expression: definitionId }),
  ])
  .meta({ id: 'ProfileValue' });

/** What a metric measures: profiles' values, the workspace's events all together, or other metrics. */
export const measure = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('values'),
      of: profileValue,
      population: population.default({ type: 'active' }),
      statistic,
    }),
    z.strictObject({
      type: z.literal('events'),
      ...eventSelection,
      population: population.default({ type: 'all' }),
      /** As for an aggregate, over the events of everyone together; or how many profiles they are of. */
      aggregator: z.discriminatedUnion('type', [aggregator, z.strictObject({ type: z.literal('distinctProfiles') })]),
    }),
    z.strictObject({ type: z.literal('formula'), formula }),
  ])
  .meta({ id: 'Measure' });

/** One number for the workspace. */
export const metric = z.strictObject({ ...described('metric'), measure }).meta({ id: 'Metric' });

export type Population = z.infer<typeof population>;
export type Statistic = z.infer<typeof statistic>;
export type ProfileValue = z.infer<typeof profileValue>;
export type Measure = z.infer<typeof measure>;
export type Metric = z.infer<typeof metric>;
