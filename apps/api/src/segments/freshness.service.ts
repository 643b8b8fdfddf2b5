import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound } from '../problem-details/problem.ts';
import { findLiveClock, setTarget } from './freshness.queries.ts';
import type { FreshnessTarget, SegmentFreshness } from './freshness.schemas.ts';
import { freshnessOf } from './freshness.ts';
import { findSegment } from './segments.queries.ts';

/** How old segments may be. It is no part of a definition: nothing is computed anew. */
@Injectable()
export class FreshnessService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** Throws 404. */
  async setTarget(workspace: WorkspaceRow, id: string, { target }: FreshnessTarget): Promise<SegmentFreshness> {
    if (!(await setTarget(this.database, workspace.id, id, target))) throw notFound('segment');
    const [found, clock] = await Promise.all([
      findSegment(this.database, workspace.id, id),
      findLiveClock(this.database, workspace.id),
    ]);
    if (!found) throw notFound('segment');
    const { createdAt, head } = found;
    const { recomputeEvery } = workspace;
    return freshnessOf({ target, createdAt, head: head ?? undefined, clock, recomputeEvery }, new Date());
  }
}
