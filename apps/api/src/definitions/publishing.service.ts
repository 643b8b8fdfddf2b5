import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { sentence, validateDefinition, type Language } from '@cutline/segment-definition';
import type { Database } from '@cutline/postgres';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { CatalogueService } from '../catalogue/catalogue.service.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound } from '../problem-details/problem.ts';
import { RunRequestsService } from '../runs/run-requests.service.ts';
import { loadPublished } from './definitions.queries.ts';
import type { DefinitionDetail, NewVersion, Validation } from './definitions.schemas.ts';
import { DefinitionsService } from './definitions.service.ts';
import { directDependants, documentsOf } from './describe.ts';
import { insertDefinition, insertVersion, lockDefinitions, markDeleted } from './publishing.queries.ts';
import {
  refuseBrokenDependants,
  refuseDependants,
  refuseInvalid,
  refuseKind,
  refuseOldBase,
  refuseTakenName,
} from './refusals.ts';

/** Publishes definitions: what is published is valid, and stays so. */
@Injectable()
export class PublishingService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly definitions: DefinitionsService,
    private readonly catalogue: CatalogueService,
    private readonly runs: RunRequestsService,
  ) {}

  async validate(workspace: WorkspaceRow, draft: unknown, language: Language): Promise<Validation> {
    const definitions = documentsOf(await loadPublished(this.database, workspace.id));
    const result = validateDefinition(draft, { definitions, currency: workspace.currency, language });
    if (!result.valid) return { valid: false, errors: result.errors, warnings: [], sentence: null };
    const warnings = await this.catalogue.warningsOf(workspace, result.document, language);
    return { valid: true, errors: [], warnings, sentence: sentence(result.document, definitions, language) };
  }

  /** Throws 422 for what does not make sense here, 409 for a name that is taken. */
  async create(workspace: WorkspaceRow, caller: Caller, body: unknown, language: Language): Promise<DefinitionDetail> {
    const id = await this.database.transaction(async (transaction) => {
      await lockDefinitions(transaction, workspace.id);
      const published = await loadPublished(transaction, workspace.id);
      const context = { definitions: documentsOf(published), currency: workspace.currency, language };
      const document = refuseInvalid(validateDefinition(body, context), language);
      refuseTakenName(document, published);
      return insertDefinition(transaction, workspace.id, document, authorOf(caller));
    });
    await this.runs.requestSoon(workspace, 'publish');
    return this.definitions.get(workspace, id);
  }

  /** Throws 404, 409 (edited from an old version, name taken), 422 (not valid, or no longer what dependants need). */
  async publish(
    workspace: WorkspaceRow,
    caller: Caller,
    id: string,
    { document: body, basedOn }: NewVersion,
    language: Language,
  ): Promise<DefinitionDetail> {
    const changed = await this.database.transaction(async (transaction) => {
      await lockDefinitions(transaction, workspace.id);
      const published = await loadPublished(transaction, workspace.id);
      const current = published.get(id);
      if (!current) throw notFound('definition');
      refuseKind(body, current);
      refuseOldBase(basedOn, current);
      const { currency } = workspace;
      const definitions = documentsOf(published);
      const result = validateDefinition(body, { definitions, currency, language }, id);
      const document = refuseInvalid(result, language, '/document');
      if (isDeepStrictEqual(document, current.document)) return false;
      refuseTakenName(document, published, id);
      const changed = new Map([...definitions, [id, document]]);
      refuseBrokenDependants(directDependants(id, published), { definitions: changed, currency });
      await insertVersion(transaction, id, current.version + 1, document, authorOf(caller));
      return true;
    });
    if (changed) await this.runs.requestSoon(workspace, 'publish');
    return this.definitions.get(workspace, id);
  }

  /** Throws 404, and 409 where others refer to it. */
  async remove(workspace: WorkspaceRow, id: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await lockDefinitions(transaction, workspace.id);
      const published = await loadPublished(transaction, workspace.id);
      if (!published.has(id)) throw notFound('definition');
      refuseDependants(directDependants(id, published));
      await markDeleted(transaction, id);
    });
  }
}
