import { type Decimal } from 'decimal.js';
import type { DefinitionId, Definitions } from './definition.ts';
import { evaluateAggregate, type AggregateValue } from './evaluate-aggregate.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { evaluateMetric, type MetricResult } from './evaluate-metric.ts';
import type { Metric } from './metric.ts';
import { topologicalOrder } from './topological-order.ts';

/** An event as the evaluator sees it. */
export interface EvaluatedEvent {
  profile: number;
  action: string;
  /** UTC milliseconds. */
  time: number;
  batch: number;
  /** Decimal with at most four places, as text. */
  revenue: string | null;
  parameters: Readonly<Record<string, unknown>>;
}

/** A profile of the base, and the batch that made it known. */
export interface EvaluatedProfile {
  profile: number;
  batch: number;
}

/** The two clocks and the zone: all that a result depends on besides data and definitions. */
export interface Evaluation {
  /** UTC milliseconds. */
  asOf: number;
  /** The last batch that is read. */
  known: number;
  timeZone: string;
}

export interface EvaluationResult {
  /** Of every profile in the base. */
  aggregates: Map<DefinitionId, Map<number, AggregateValue>>;
  metrics: Map<DefinitionId, MetricResult>;
  segments: Map<DefinitionId, Set<number>>;
}

/**
 * What definitions mean, in plain loops over arrays: slow, obvious, and what the generated SQL is held to.
 * Expects valid definitions (see validateDefinition).
 */
export function evaluate(
  definitions: Definitions,
  profiles: EvaluatedProfile[],
  events: EvaluatedEvent[],
  evaluation: Evaluation,
): EvaluationResult {
  const base = new Set(profiles.filter((each) => each.batch <= evaluation.known).map((each) => each.profile));
  const eventsOf = Map.groupBy(events, (event) => event.profile);
  const result: EvaluationResult = { aggregates: new Map(), metrics: new Map(), segments: new Map() };

  for (const id of topologicalOrder(definitions)) {
    const document = definitions.get(id)!;
    switch (document.kind) {
      case 'aggregate': {
        const values = [...base].map(
          (profile) => [profile, evaluateAggregate(document, eventsOf.get(profile) ?? [], evaluation)] as const,
        );
        result.aggregates.set(id, new Map(values));
        break;
      }
      case 'metric':
        result.metrics.set(id, evaluateMetric(document, populationValues(document, result)));
        break;
      case 'segment': {
        const members = [...base].filter((profile) =>
          evaluateCondition(document.where, {
            aggregate: (aggregate) => result.aggregates.get(aggregate)!.get(profile)!.value,
            metric: (metric) => result.metrics.get(metric)!.value,
            isMember: (segment) => result.segments.get(segment)!.has(profile),
          }),
        );
        result.segments.set(id, new Set(members));
      }
    }
  }
  return result;
}

function populationValues(metric: Metric, result: EvaluationResult): Decimal[] {
  const { population } = metric;
  const counts = (profile: number, value: AggregateValue): boolean => {
    switch (population.type) {
      case 'active':
        return value.active;
      case 'all':
        return true;
      case 'segment':
        return result.segments.get(population.segment)!.has(profile);
    }
  };
  const values = result.aggregates.get(metric.aggregate)!;
  return [...values].filter(([profile, value]) => counts(profile, value)).map(([, value]) => value.value);
}
