import { Inject, Injectable } from '@nestjs/common';
import { hasAliases, hasRates, type Database } from '@cutline/postgres';
import { streamsByKey, type PlanInput, type Stream } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import type { Published } from '../definitions/definitions.queries.ts';
import { loadReadyStreams } from './estimates.queries.ts';

/** Runs begin with 1: nothing stands in the scratch of this one. */
const noRun = 0;

/** What a full run of a workspace would be planned from if it began now. */
@Injectable()
export class PlanInputService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** At an instant (UTC milliseconds), having read the batches up to `known`. */
  async of(
    workspace: WorkspaceRow,
    published: Published,
    { asOf, known }: Pick<PlanInput, 'asOf' | 'known'>,
  ): Promise<PlanInput> {
    const { number, timeZone, currency, includeAnonymous } = workspace;
    const [rates, aliases, streams] = await Promise.all([
      hasRates(this.database, workspace.id, known),
      hasAliases(this.database, number, known),
      loadReadyStreams(this.database, workspace),
    ]);
    return {
      workspace: number,
      timeZone,
      currency,
      includeAnonymous,
      hasRates: rates,
      hasAliases: aliases,
      asOf,
      known,
      run: noRun,
      definitions: new Map([...published].map(([id, { version, document }]) => [id, { version, document }])),
      // Mostly nothing lies later on the day of a run than the run, which adds to them first.
      streams: streamsByKey(
        streams.map(({ document, ...each }) => ({ ...each, stream: document as Stream, known, quiet: true })),
      ),
    };
  }
}
