import {
  definitionType,
  isNumeric,
  type Definitions,
  type Formula,
  type Measure,
  type Metric,
  type Population,
  type ProfileValue,
  type Statistic,
  type ValueType,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import { exactMethod, level, numericAggregator, selection } from './generate-aggregates.ts';
import type { ComparisonSurroundings } from './generate-comparisons.ts';
import { formulaOver } from './generate-formulas.ts';

/** Numbers that profiles have: what can be ranked and measured. */
export function rankedValues(definitions: Definitions): ProfileValue[] {
  return profileValues(definitions, isNumeric);
}

function profileValues(definitions: Definitions, fits: (type: ValueType) => boolean): ProfileValue[] {
  return [...definitions].flatMap(([id, each]): ProfileValue[] => {
    const type = definitionType(each, definitions);
    if (!type || !fits(type)) return [];
    if (each.kind === 'aggregate') return [{ type: 'aggregate', aggregate: id }];
    return each.kind === 'expression' ? [{ type: 'expression', expression: id }] : [];
  });
}

/** Every measure but the approximate quantile, which need not agree to the last digit. */
export function metric(
  surroundings: ComparisonSurroundings,
  definitions: Definitions,
  name: string,
): fc.Arbitrary<Metric> {
  const idsOf = (kind: string): string[] => [...definitions].filter(([, each]) => each.kind === kind).map(([id]) => id);
  const segments = idsOf('segment');
  const metrics = idsOf('metric');
  const population = fc.constantFrom<Population[]>(
    { type: 'active' },
    { type: 'all' },
    ...segments.map((segment) => ({ type: 'segment', segment }) as const),
  );
  const statistic = fc.oneof(
    { weight: 3, arbitrary: fc.record({ type: fc.constant('quantile'), level, method: exactMethod }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('count', 'sum', 'average', 'min', 'max', 'median') }) },
  ) as fc.Arbitrary<Statistic>;
  const ranked = rankedValues(definitions);
  const measures: fc.WeightedArbitrary<Measure>[] = [
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          selection(surroundings),
          population,
          fc.oneof({ weight: 5, arbitrary: numericAggregator }, distinctProfiles),
        )
        .map(([selected, population, aggregator]) => ({ type: 'events', ...selected, population, aggregator })),
    },
  ];
  if (ranked.length > 0) {
    const values = fc.record({ type: fc.constant('values'), of: fc.constantFrom(...ranked), population, statistic });
    measures.push({ weight: 5, arbitrary: values as fc.Arbitrary<Measure> });
  }
  const counted = profileValues(definitions, (type) => !isNumeric(type));
  if (counted.length > 0) {
    const count = fc.constant({ type: 'count' });
    const values = fc.record({
      type: fc.constant('values'),
      of: fc.constantFrom(...counted),
      population,
      statistic: count,
    });
    measures.push({ weight: 1, arbitrary: values as fc.Arbitrary<Measure> });
  }
  if (metrics.length > 0) {
    const input: fc.Arbitrary<Formula> = fc.record({
      type: fc.constant('metric'),
      metric: fc.constantFrom(...metrics),
    });
    measures.push({ weight: 1, arbitrary: formulaOver(input).map((formula) => ({ type: 'formula', formula })) });
  }
  return fc.oneof(...measures).map((measure) => ({ formatVersion: 2, kind: 'metric', name, measure }));
}

const distinctProfiles = fc.constant({ type: 'distinctProfiles' } as const);
