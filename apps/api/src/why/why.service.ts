import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import {
  bindThresholds,
  compileSegmentsOfProfile,
  compileWhy,
  type MetricValues,
  type Statement,
  type WhyRow,
} from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE } from '../databases/tokens.ts';
import { PublishedRunService, type PublishedSegment } from './published-run.service.ts';
import { describeWhy } from './describe-why.ts';
import type { Why, WhyPath } from './why.schemas.ts';

/** Answers why someone is in or out, with the very thresholds and members that the last run published. */
@Injectable()
export class WhyService {
  constructor(
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly runs: PublishedRunService,
  ) {}

  /** Throws 404, and 409 before the first run. */
  async of(workspace: WorkspaceRow, path: WhyPath): Promise<Why> {
    const published = await this.runs.of(workspace, path);
    const { profile } = path;
    const { statement, paths } = compileWhy(published.segment, profile, published.input);
    const [[row], member] = await Promise.all([
      this.#read<WhyRow>(statement, published.thresholds, workspace),
      this.#isMember(published, profile, workspace),
    ]);
    if (!row) throw new Error('Why reads one row, and none came.');
    return describeWhy(published, profile, paths, row, member);
  }

  async #isMember({ id, head }: PublishedSegment, profile: number, workspace: WorkspaceRow): Promise<boolean> {
    const statement = compileSegmentsOfProfile(new Map([[id, head.run]]), profile, workspace.number);
    return (await this.#read(statement, new Map(), workspace)).length > 0;
  }

  async #read<Row>(statement: Statement, thresholds: MetricValues, workspace: WorkspaceRow): Promise<Row[]> {
    const result = await this.clickHouse.query({
      ...bindThresholds(statement, thresholds),
      format: 'JSONEachRow',
      clickhouse_settings: { max_execution_time: 30, ...tagged({ feature: 'why', workspace: workspace.number }) },
    });
    return result.json<Row>();
  }
}
