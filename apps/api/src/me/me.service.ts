import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { Caller, Machine, Person } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { findOrganisation, listOrganisations } from '../organisations/organisations.queries.ts';
import { listWorkspaces } from '../workspaces/workspaces.queries.ts';
import { WorkspacesService } from '../workspaces/workspaces.service.ts';
import type { Me } from './me.schemas.ts';

@Injectable()
export class MeService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly workspaces: WorkspacesService,
  ) {}

  describe(caller: Caller): Promise<Me> {
    return caller.type === 'person' ? this.#person(caller) : this.#machine(caller);
  }

  async #person({ id, name, email }: Person): Promise<Me> {
    const organisations = await listOrganisations(this.database, id);
    const rows = await listWorkspaces(
      this.database,
      organisations.map((each) => each.id),
    );
    return {
      user: { id, name, email },
      apiKey: null,
      organisations,
      workspaces: await this.workspaces.describeAll(rows),
    };
  }

  async #machine({ id, name, scopes, workspaceId }: Machine): Promise<Me> {
    const workspaces = await this.workspaces.describeById(workspaceId);
    const organisation = workspaces[0] && (await findOrganisation(this.database, workspaces[0].organisationId));
    return {
      user: null,
      apiKey: { id, name, scopes: [...scopes] },
      organisations: organisation ? [{ id: organisation.id, name: organisation.name, role: null }] : [],
      workspaces,
    };
  }
}
