import { Inject, Injectable } from '@nestjs/common';
import { knownBatch, type Database } from '@cutline/postgres';
import { referencesOf, type Definition } from '@cutline/segment-definition';
import type { MetricValues, PreviewInput } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { loadPublished, type Published } from '../definitions/definitions.queries.ts';
import { documentsOf } from '../definitions/describe.ts';
import { loadHeads, loadMetricValues } from '../definitions/states.queries.ts';

/** What an unpublished definition is evaluated on: what is known now, and what the last runs published. */
export interface Basis {
  input: PreviewInput;
  published: Published;
  /** Values of every metric the document refers to; null for none. */
  thresholds: MetricValues;
  /** The earliest run that one of the values is of; null where none is used. */
  thresholdsOfRun: number | null;
  warnings: string[];
}

@Injectable()
export class BasisService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** For `document` at `asOf` (UTC milliseconds). */
  async of(workspace: WorkspaceRow, published: Published, document: Definition, asOf: number): Promise<Basis> {
    const references = referencesOf(document);
    const metrics = references.filter(({ kind }) => kind === 'metric').map(({ id }) => id);
    const segments = references.filter(({ kind }) => kind === 'segment').map(({ id }) => id);
    const [values, heads, known] = await Promise.all([
      loadMetricValues(this.database, metrics),
      loadHeads(this.database, segments),
      knownBatch(this.database, workspace.number),
    ]);
    const nameOf = (id: string): string => published.get(id)?.name ?? id;
    return {
      input: {
        workspace: workspace.number,
        timeZone: workspace.timeZone,
        asOf,
        known,
        definitions: documentsOf(published),
        heads: new Map([...heads].map(([id, head]) => [id, head.run])),
      },
      published,
      thresholds: new Map(metrics.map((id) => [id, values.get(id)?.value ?? null])),
      thresholdsOfRun: values.size === 0 ? null : Math.min(...[...values.values()].map(({ run }) => run)),
      warnings: [
        ...new Set(metrics.filter((id) => !values.has(id)).map((id) => `“${nameOf(id)}” has not been computed yet: nothing compares with it.`)),
        ...new Set(segments.filter((id) => !heads.has(id)).map((id) => `“${nameOf(id)}” has not been computed yet: it has no members.`)),
      ],
    };
  }

  published(workspace: WorkspaceRow): Promise<Published> {
    return loadPublished(this.database, workspace.id);
  }
}
