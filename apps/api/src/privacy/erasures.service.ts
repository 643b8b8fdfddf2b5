import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { findPerson, nameOf, type Database, type NamedIdentifier } from '@cutline/postgres';
import { keyedHash } from '@cutline/secrets';
import { normaliseIdentifiers } from '@cutline/worker/normalise-identifiers';
import { z } from 'zod';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { describeErasure } from './describe-erasure.ts';
import { ErasureWorkflowsService } from './erasure-workflows.service.ts';
import {
  countOfPerson,
  findErasure,
  findMentions,
  findNamedProfile,
  insertErasure,
  isKeptOut,
  listErasures,
  releaseErasure,
  reopenErasure,
  type ErasureRow,
} from './erasures.queries.ts';
import type { Erasure, ErasurePreview, NewErasure } from './erasures.schemas.ts';

const key = z.object({ id: z.uuid() });

/** Whom an identifier means: everything that names them; nobody so far where `profile` is null. */
interface Meant {
  identifier: NamedIdentifier;
  profile: number | null;
  numbers: number[];
  identifiers: NamedIdentifier[];
}

/** Takes people out of the stores, and keeps them out. */
@Injectable()
export class ErasuresService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly workflows: ErasureWorkflowsService,
  ) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Erasure>> {
    const before = decodeCursor(cursor, key)?.id ?? null;
    const rows = await listErasures(this.database, workspace.id, before, limit + 1);
    const page = toPage(rows, limit, ({ row }) => ({ id: row.id }));
    return { ...page, items: page.items.map(describeErasure) };
  }

  /** Throws 404. */
  async get(workspace: WorkspaceRow, id: string): Promise<Erasure> {
    return describeErasure(await this.#row(workspace, id));
  }

  /** What an erasure would take away. Throws 422 where the identifier is not of the profile. */
  async preview(workspace: WorkspaceRow, body: NewErasure): Promise<ErasurePreview> {
    const { profile, numbers, identifiers } = await this.#meant(workspace, body);
    const [counts, definitions] = await Promise.all([
      countOfPerson(this.clickHouse, { workspace: workspace.number, numbers }),
      findMentions(this.database, workspace.id, identifiers),
    ]);
    const named = identifiers.map(({ kind, value }) => ({
      kind: kind as ErasurePreview['identifiers'][number]['kind'],
      value,
    }));
    return { profile, identifiers: named, ...counts, definitions };
  }

  /** From its answer on nothing new of the person is taken. Throws 422 where the identifier is not of the profile, 409 where it is out already. */
  async erase(workspace: WorkspaceRow, caller: Caller, body: NewErasure): Promise<Erasure> {
    const { identifier, numbers, identifiers } = await this.#meant(workspace, body);
    const hashOf = (each: NamedIdentifier): string => keyedHash(this.settings.keyring, nameOf(each));
    if (await isKeptOut(this.database, workspace.number, hashOf(identifier)))
      throw new Problem(409, 'already-erased', 'This person was erased, and stays out until the erasure is released.');
    const id = await this.database.transaction((tx) =>
      insertErasure(
        tx,
        { workspaceId: workspace.id, status: 'running', requestedBy: authorOf(caller) },
        { numbers, identifiers: identifiers.map(nameOf) },
        { workspace: workspace.number, hashes: identifiers.map(hashOf) },
      ),
    );
    await this.workflows.startSoon(workspace.id, id);
    return this.get(workspace, id);
  }

  /** Throws 404, and 409 while it runs. Released twice, it stays released. */
  async release(workspace: WorkspaceRow, caller: Caller, id: string): Promise<Erasure> {
    const { row } = await this.#row(workspace, id);
    if (row.status !== 'completed')
      throw new Problem(409, 'erasure-running', 'The erasure is not complete yet: release it afterwards.');
    await releaseErasure(this.database, id, authorOf(caller));
    return this.get(workspace, id);
  }

  /** Tries a failed erasure again; leaves others as they are. Throws 404. */
  async retry(workspace: WorkspaceRow, id: string): Promise<Erasure> {
    await this.#row(workspace, id);
    if (await reopenErasure(this.database, id)) await this.workflows.startSoon(workspace.id, id);
    return this.get(workspace, id);
  }

  async #meant({ number }: WorkspaceRow, { identifier: given, profile: expected }: NewErasure): Promise<Meant> {
    const value = normaliseIdentifiers({ [given.kind]: given.value })[given.kind];
    if (value === undefined)
      throw new Problem(422, 'invalid-identifier', 'This names nobody.', {
        errors: [
          { path: '/identifier/value', message: 'Nothing is left of it when it is normalised.', code: 'invalid' },
        ],
      });
    const identifier = { kind: given.kind, value };
    const profile = (await findNamedProfile(this.database, number, identifier)) ?? null;
    if (expected !== undefined && profile !== expected)
      throw new Problem(422, 'not-confirmed', 'To confirm, give an identifier of this profile exactly.', {
        errors: [{ path: '/identifier', message: 'This is not an identifier of the profile.', code: 'not_confirmed' }],
      });
    if (profile === null) return { identifier, profile, numbers: [], identifiers: [identifier] };
    return { identifier, profile, ...(await findPerson(this.database, number, profile)) };
  }

  async #row(workspace: WorkspaceRow, id: string): Promise<ErasureRow> {
    const found = await findErasure(this.database, workspace.id, id);
    if (!found) throw notFound('erasure');
    return found;
  }
}
