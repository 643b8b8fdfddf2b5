import { type Decimal } from 'decimal.js';
import type { Condition } from '../condition.ts';
import type { DefinitionId, Definitions } from '../definition.ts';
import { evaluateAggregate, type AggregateValue } from './evaluate-aggregate.ts';
import { evaluateCondition, type ProfileFacts } from './evaluate-condition.ts';
import { contextOf, type Context } from './evaluate-context.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import { isInBase, worldAsKnown } from './evaluate-known.ts';
import { metricOfEvents, metricOfValues, ofFormula, type MetricResult } from './evaluate-metric.ts';
import { aggregatesIn, evaluateExpression } from './evaluate-profile-value.ts';
import { evaluateSegment, type SegmentResult } from './evaluate-segment.ts';
import { exact } from './evaluate-value.ts';
import type { EvaluatedWorld, Evaluation } from './evaluated-world.ts';
import type { Measure, Metric } from '../metric.ts';
import { topologicalOrder } from '../topological-order.ts';

/** Values are of every profile that is in a base or would be if anonymous ones counted. */
export interface EvaluationResult {
  aggregates: Map<DefinitionId, Map<number, AggregateValue>>;
  expressions: Map<DefinitionId, Map<number, Decimal | null>>;
  metrics: Map<DefinitionId, MetricResult>;
  segments: Map<DefinitionId, SegmentResult>;
  /** Whether a condition over these definitions holds for a profile. Throws for a profile without values. */
  holds: (condition: Condition, profile: number) => boolean;
}

/**
 * What definitions mean, in plain loops over arrays: slow, obvious, and what the generated SQL is held to.
 * Expects valid definitions (see validateDefinition).
 *
 * @param lines values of metrics (decimals, as text) that an earlier evaluation found: they are taken instead of what they would be now; null: no value
 */
export function evaluate(
  definitions: Definitions,
  world: EvaluatedWorld,
  evaluation: Evaluation,
  lines: ReadonlyMap<DefinitionId, string | null> = new Map(),
): EvaluationResult {
  const { profiles, events, rates } = worldAsKnown(world, evaluation.known);
  const context = contextOf(evaluation, rates);
  const eventsOf = Map.groupBy(events, ({ profile }) => profile);
  const result: EvaluationResult = {
    aggregates: new Map(),
    expressions: new Map(),
    metrics: new Map(),
    segments: new Map(),
    holds: (condition, profile) => {
      const facts = everyone.find((each) => each.profile.profile === profile);
      if (!facts) throw new Error(`Profile ${profile} is in no base, so there is nothing to say about it.`);
      return evaluateCondition(condition, facts, context);
    },
  };
  const everyone: ProfileFacts[] = profiles
    .filter((profile) => isInBase(profile, true))
    .map((profile) => ({
      profile,
      events: eventsOf.get(profile.profile) ?? [],
      aggregate: (id) => result.aggregates.get(id)!.get(profile.profile)!.value,
      expression: (id) => result.expressions.get(id)!.get(profile.profile)!,
      metric: (id) => result.metrics.get(id)!.value,
      isMember: (segment) => result.segments.get(segment)!.members.has(profile.profile),
    }));
  const ofEveryone = <T>(value: (facts: ProfileFacts) => T): Map<number, T> =>
    new Map(everyone.map((facts) => [facts.profile.profile, value(facts)]));

  for (const id of topologicalOrder(definitions)) {
    const document = definitions.get(id)!;
    switch (document.kind) {
      case 'aggregate':
        result.aggregates.set(
          id,
          ofEveryone((facts) => evaluateAggregate(document, facts.events, context)),
        );
        break;
      case 'expression':
        result.expressions.set(
          id,
          ofEveryone((facts) => evaluateExpression(document, facts.profile, context, facts)),
        );
        break;
      case 'metric':
        result.metrics.set(
          id,
          metricFrom(lines, id) ?? evaluateMetric(document, everyone, definitions, result, context),
        );
        break;
      case 'segment':
        result.segments.set(id, evaluateSegment(document, everyone, definitions, context));
    }
  }
  return result;
}

function metricFrom(lines: ReadonlyMap<DefinitionId, string | null>, id: DefinitionId): MetricResult | undefined {
  const text = lines.get(id);
  if (text === undefined) return undefined;
  return { value: text === null ? null : exact(text), profiles: null, below: null, on: null, above: null };
}

function evaluateMetric(
  { measure }: Metric,
  everyone: ProfileFacts[],
  definitions: Definitions,
  result: EvaluationResult,
  context: Context,
): MetricResult {
  if (measure.type === 'formula') {
    const metric = (id: DefinitionId): Decimal | null => result.metrics.get(id)!.value;
    const nothing = (): null => null;
    return ofFormula(
      evaluateFormula(measure.formula, {
        ...context,
        metric,
        aggregate: nothing,
        expression: nothing,
        attribute: nothing,
      }),
    );
  }
  const population = everyone.filter((facts) => isInPopulation(facts, measure, definitions, result, context));
  if (measure.type === 'events') {
    return metricOfEvents(
      measure,
      population.map(({ events }) => events),
      context,
    );
  }
  const { of, statistic } = measure;
  return metricOfValues(
    statistic,
    population.map((facts) =>
      of.type === 'aggregate' ? facts.aggregate(of.aggregate) : facts.expression(of.expression),
    ),
  );
}

function isInPopulation(
  { profile, isMember }: ProfileFacts,
  measure: Exclude<Measure, { type: 'formula' }>,
  definitions: Definitions,
  result: EvaluationResult,
  context: Context,
): boolean {
  const { population } = measure;
  if (population.type === 'segment') return isMember(population.segment);
  if (!isInBase(profile, context.includeAnonymous)) return false;
  if (population.type === 'all' || measure.type === 'events') return true;
  return aggregatesIn(measure.of, definitions).some((id) => result.aggregates.get(id)!.get(profile.profile)!.active);
}
