import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Database } from '@cutline/postgres';
import type { FastifyRequest } from 'fastify';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { TERMS, type Terms } from './access.decorator.ts';
import { findRole, findWorkspaceOf } from './access.queries.ts';
import type { Admission } from './caller.ts';
import { IdentifyService, type Identified } from './identify.service.ts';
import { admit } from './parameters.ts';
import { scopesOfRole, type Scope } from './scopes.ts';
import { SourceKeysService } from './source-keys.service.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one place that lets a request in or refuses it. Closed unless a route says otherwise. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly identity: IdentifyService,
    private readonly sourceKeys: SourceKeysService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const terms = this.reflector.get<Terms | undefined>(TERMS, context.getHandler());
    if (terms === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: Record<string, string> }>>();
    if (terms === 'write-key') {
      admit(request, { source: await this.sourceKeys.identify(request) });
      return true;
    }
    const identified = await this.identity.identify(request);
    if (!terms) throw new Problem(403, 'closed', 'This route is open to nobody.');
    const { admission, scopes } = await this.#enter(identified, request.params);
    if (terms !== 'any' && !scopes.includes(terms)) {
      throw new Problem(403, 'insufficient-scope', `This needs the scope ${terms}.`, { scope: terms });
    }
    admit(request, admission);
    return true;
  }

  /** What the caller finds at the place that the path names, and what it may do there. */
  async #enter(
    identified: Identified,
    params: Record<string, string>,
  ): Promise<{ admission: Admission; scopes: readonly Scope[] }> {
    const { caller } = identified;
    const { workspaceId, organisationId } = params;
    if (caller.type === 'key') {
      if (organisationId !== undefined)
        throw new Problem(403, 'person-needed', 'An API key acts in its workspace only; this asks for a person.');
      if (workspaceId !== undefined && workspaceId.toLowerCase() !== caller.workspaceId) {
        throw new Problem(403, 'wrong-workspace', 'This API key belongs to another workspace.');
      }
      return { admission: { caller, workspace: identified.workspace }, scopes: caller.scopes };
    }
    if (workspaceId !== undefined) {
      const found = uuid.test(workspaceId) ? await findWorkspaceOf(this.database, caller.id, workspaceId) : undefined;
      if (!found) throw notFound('workspace');
      return { admission: { caller, workspace: found.workspace }, scopes: scopesOfRole[found.role] };
    }
    if (organisationId !== undefined) {
      const role = uuid.test(organisationId) ? await findRole(this.database, caller.id, organisationId) : undefined;
      if (!role) throw notFound('organisation');
      return { admission: { caller, organisation: { id: organisationId, role } }, scopes: scopesOfRole[role] };
    }
    return { admission: { caller }, scopes: [] };
  }
}
