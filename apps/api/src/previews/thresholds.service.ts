import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { compileMetricPreview, type MetricRow, type MetricValues } from '@cutline/segment-sql';
import { CLICKHOUSE } from '../databases/tokens.ts';
import type { Basis } from './basis.service.ts';
import { readRow } from './previews.queries.ts';
import type { Tenancy } from './slots.service.ts';

/** Computes the metrics that no run has computed as they are asked about. */
@Injectable()
export class ThresholdsService {
  constructor(@Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient) {}

  /** The values that are there and those that have to be computed first, one query each. */
  async of({ input, thresholds, missing }: Basis, tenancy: Tenancy): Promise<MetricValues> {
    const values = new Map(thresholds);
    for (const id of missing) {
      const metric = input.definitions.get(id);
      if (metric?.kind !== 'metric') throw new Error(`There is no metric ${id}`);
      tenancy.signal.throwIfAborted();
      const tag = { feature: 'preview', step: 'threshold', workspace: input.workspace };
      const row = await readRow<MetricRow>(this.clickHouse, compileMetricPreview(metric, input), values, tenancy, tag);
      values.set(id, row.value);
    }
    return values;
  }
}
