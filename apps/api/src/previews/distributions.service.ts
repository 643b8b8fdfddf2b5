import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import {
  aggregatorType,
  isNumeric,
  profileValueType,
  type Definition,
  type Metric,
  type Segment,
} from '@cutline/segment-definition';
import {
  compileCommonValues,
  compileMetricPreview,
  compileValuesPreview,
  type MetricRow,
  type MetricValues,
  type PreviewInput,
  type ValuesPreviewRow,
} from '@cutline/segment-sql';
import { CLICKHOUSE } from '../databases/tokens.ts';
import { commonOf, distributionOf, figureOf } from './distribution.ts';
import { readRow, readRows } from './previews.queries.ts';
import type { Distribution } from './previews.schemas.ts';
import type { Tenancy } from './slots.service.ts';

/** How the values of a definition lie: numbers in bars, other values by how common they are, and a metric by its figure. */
@Injectable()
export class DistributionsService {
  constructor(@Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient) {}

  async of(
    document: Exclude<Definition, Segment>,
    input: PreviewInput,
    thresholds: MetricValues,
    tenancy: Tenancy,
  ): Promise<Omit<Distribution, 'asOf' | 'known' | 'run'>> {
    const tag = { feature: 'preview', step: document.kind, workspace: input.workspace };
    if (document.kind === 'aggregate' && !isNumeric(aggregatorType(document.aggregator))) {
      const statement = compileCommonValues(document, input);
      return commonOf(await readRows(this.clickHouse, statement, thresholds, tenancy, tag));
    }
    if (document.kind === 'metric' && !isOfNumbers(document, input)) {
      const statement = compileMetricPreview(document, input);
      return figureOf(await readRow<MetricRow>(this.clickHouse, statement, thresholds, tenancy, tag));
    }
    const statement = compileValuesPreview(...valuesOf(document, input));
    return distributionOf(await readRow<ValuesPreviewRow>(this.clickHouse, statement, thresholds, tenancy, tag));
  }
}

/** Whether a metric is of customers' values that are numbers, so that they lie about it. */
function isOfNumbers({ measure }: Metric, { definitions }: PreviewInput): boolean {
  return measure.type === 'values' && isNumeric(profileValueType(measure.of, definitions) ?? 'number');
}

/** An unpublished value is looked at as if it were published. */
function valuesOf(
  document: Exclude<Definition, Segment>,
  input: PreviewInput,
): [Parameters<typeof compileValuesPreview>[0], PreviewInput] {
  if (document.kind === 'metric') {
    if (document.measure.type !== 'values') throw new Error('Only values of profiles are distributed.');
    return [document.measure, input];
  }
  const definitions = new Map([...input.definitions, [unpublished, document] as const]);
  const value =
    document.kind === 'aggregate'
      ? { type: 'aggregate' as const, aggregate: unpublished }
      : { type: 'expression' as const, expression: unpublished };
  return [value, { ...input, definitions }];
}

const unpublished = 'unpublished';
