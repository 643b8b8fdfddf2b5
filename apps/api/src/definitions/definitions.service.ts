import { Inject, Injectable } from '@nestjs/common';
import { referencesOf, type Definition } from '@cutline/segment-definition';
import type { Database } from '@cutline/postgres';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, encodeCursor } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { findDefinitionIds, listVersions, loadPublished, type StoredDefinition } from './definitions.queries.ts';
import type { DefinitionDetail, DefinitionQuery, DefinitionSummary, MetricState } from './definitions.schemas.ts';
import { countUses, directDependants, documentsOf, metricStateOf, summarise } from './describe.ts';
import { listMetricValues } from './states.queries.ts';
import { StatesService } from './states.service.ts';

/** Values of a metric that are listed: of its latest runs. */
const mostValues = 1_000;

const key = z.object({ name: z.string(), id: z.uuid() });

/** Reads definitions. */
@Injectable()
export class DefinitionsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly states: StatesService,
  ) {}

  async list(workspace: WorkspaceRow, query: DefinitionQuery): Promise<Page<DefinitionSummary>> {
    const { kind, search, limit, cursor } = query;
    const after = decodeCursor(cursor, key);
    const found = await findDefinitionIds(this.database, workspace.id, { kind, search, after, limit: limit + 1 });
    const published = await loadPublished(this.database, workspace.id);
    const documents = documentsOf(published);
    const uses = countUses(published);
    const page = found.slice(0, limit);
    // Between the two reads one may have been deleted.
    const stored = page.flatMap(({ id }) => published.get(id) ?? []);
    const states = await this.states.of(workspace, stored);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: stored.map((each) => ({ ...summarise(each, documents, uses), ...states.get(each.id) })),
      nextCursor: last ? encodeCursor({ name: last.name, id: last.id }) : null,
    };
  }

  /** Throws 404. */
  async get(workspace: WorkspaceRow, id: string): Promise<DefinitionDetail> {
    const published = await loadPublished(this.database, workspace.id);
    const stored = published.get(id);
    if (!stored) throw notFound('definition');
    const states = await this.states.of(workspace, [stored]);
    const versions = await listVersions(this.database, id);
    return {
      ...summarise(stored, documentsOf(published), countUses(published)),
      ...states.get(id),
      versions: versions.map((each) => ({
        ...each,
        createdAt: each.createdAt.toISOString(),
        document: each.document as Definition,
      })),
      references: referencesOf(stored.document).map((reference) => ({
        ...reference,
        name: published.get(reference.id)?.name ?? '',
      })),
      dependants: directDependants(id, published).map(nameOf),
    };
  }

  /** What a metric was after each run, oldest first. Throws 404. */
  async values(workspace: WorkspaceRow, id: string): Promise<MetricState[]> {
    const published = await loadPublished(this.database, workspace.id);
    if (published.get(id)?.kind !== 'metric') throw notFound('metric');
    const rows = await listMetricValues(this.database, id, mostValues);
    return rows.flatMap((row) => metricStateOf(row) ?? []);
  }
}

/** A definition as others mention it. */
export function nameOf({ id, kind, name }: StoredDefinition): {
  id: string;
  kind: StoredDefinition['kind'];
  name: string;
} {
  return { id, kind, name };
}
