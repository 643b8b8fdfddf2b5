import { Inject, Injectable } from '@nestjs/common';
import { hasAliases, hasRates, type Database } from '@cutline/postgres';
import type { Definitions, Segment } from '@cutline/segment-definition';
import type { MetricValues, PreviewInput } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { loadMetricValuesOfRun, type SegmentHead } from '../definitions/states.queries.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { findSegment } from '../segments/segments.queries.ts';
import { listIdentifiers } from '../profiles/identifiers.queries.ts';
import { findRunBehind, findRunByNumber, loadDocumentsOfRun } from './published-run.queries.ts';
import type { WhyPath } from './why.schemas.ts';

/** A segment as it was published: under which documents, clocks, settings and thresholds. */
export interface PublishedSegment {
  id: string;
  name: string;
  head: SegmentHead;
  segment: Segment;
  input: PreviewInput;
  thresholds: MetricValues;
}

/** Brings back what the run of a segment's head evaluated with, so that it can be asked again about one profile. */
@Injectable()
export class PublishedRunService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** Throws 404 where there is no such segment or profile, and 409 `not-computed` before the first run. */
  async of(workspace: WorkspaceRow, { segmentId: id, profile }: WhyPath): Promise<PublishedSegment> {
    const found = await findSegment(this.database, workspace.id, id);
    if (!found) throw notFound('segment');
    if ((await listIdentifiers(this.database, workspace.number, profile)).length === 0) throw notFound('profile');
    const { head } = found;
    const run = head && (await findRunByNumber(this.database, workspace.id, head.run));
    const behind = run && (await findRunBehind(this.database, run));
    if (!head || !behind) throw new Problem(409, 'not-computed', 'No run has computed this segment yet.');
    const definitions = await loadDocumentsOfRun(this.database, behind.versions);
    const segment = definitions.get(id);
    if (segment?.kind !== 'segment') throw new Problem(409, 'not-computed', 'No run has computed this segment yet.');
    return {
      id,
      name: found.name,
      head,
      segment,
      input: {
        workspace: workspace.number,
        timeZone: behind.settings?.timeZone ?? workspace.timeZone,
        currency: behind.settings?.currency ?? workspace.currency,
        includeAnonymous: behind.settings?.includeAnonymous ?? workspace.includeAnonymous,
        hasRates: await hasRates(this.database, workspace.id, run.known),
        hasAliases: await hasAliases(this.database, workspace.number, run.known),
        asOf: run.asOf.getTime(),
        known: run.known,
        definitions,
        heads: headsOf(definitions, run.number),
      },
      thresholds: await loadMetricValuesOfRun(this.database, idsOf(definitions, 'metric'), behind.number),
    };
  }
}

/** Every segment's members as of the run itself. */
function headsOf(definitions: Definitions, run: number): Map<string, number> {
  return new Map(idsOf(definitions, 'segment').map((id) => [id, run]));
}

function idsOf(definitions: Definitions, kind: 'metric' | 'segment'): string[] {
  return [...definitions].filter(([, document]) => document.kind === kind).map(([id]) => id);
}
