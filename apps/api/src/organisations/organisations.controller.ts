import { Body, Delete, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { OrganisationResource } from '../openapi/resource.decorator.ts';
import { uuid } from '../openapi/formats.ts';
import { newWorkspace, workspace } from '../workspaces/workspaces.schemas.ts';
import type { NewWorkspace, Workspace } from '../workspaces/workspaces.schemas.ts';
import { WorkspacesService } from '../workspaces/workspaces.service.ts';
import { member, memberPath, newMember } from './organisations.schemas.ts';
import type { Member, NewMember } from './organisations.schemas.ts';
import { OrganisationsService } from './organisations.service.ts';

const organisationPath = z.object({ organisationId: uuid });
type InOrganisation = z.infer<typeof organisationPath>;

@OrganisationResource('organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly workspaces: WorkspacesService,
  ) {}

  @Post('workspaces')
  @Access('workspace:admin')
  @Operation({ id: 'createWorkspace', summary: 'Creates a workspace', answers: workspace, status: 201 })
  createWorkspace(
    @Param({ schema: organisationPath }) path: InOrganisation,
    @Body({ schema: newWorkspace }) body: NewWorkspace,
  ): Promise<Workspace> {
    return this.workspaces.create(path.organisationId, body);
  }

  @Get('members')
  @Access('workspace:admin')
  @Operation({ id: 'listMembers', summary: 'The people of an organisation', answers: z.array(member) })
  list(@Param({ schema: organisationPath }) path: InOrganisation): Promise<Member[]> {
    return this.organisations.members(path.organisationId);
  }

  @Post('members')
  @Access('workspace:admin')
  @Operation({ id: 'addMember', summary: 'Adds a person', answers: member, status: 201, problems: [409] })
  add(
    @Param({ schema: organisationPath }) path: InOrganisation,
    @Body({ schema: newMember }) body: NewMember,
  ): Promise<Member> {
    return this.organisations.add(path.organisationId, body);
  }

  @Delete('members/:userId')
  @Access('workspace:admin')
  @Operation({ id: 'removeMember', summary: 'Takes a person out of the organisation', problems: [404, 409] })
  remove(
    @Param({ schema: organisationPath.extend(memberPath.shape) }) path: InOrganisation & { userId: string },
  ): Promise<void> {
    return this.organisations.remove(path.organisationId, path.userId);
  }
}
