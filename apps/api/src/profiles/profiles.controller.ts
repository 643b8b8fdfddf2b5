import { Get, Param, Query } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import type { Page } from '../pagination/page.ts';
import { eventPage, eventQuery, profileDetail, profilePage, profilePath, profileQuery } from './profiles.schemas.ts';
import type { EventQuery, ProfileDetail, ProfileEvent, ProfileQuery, ProfileSummary } from './profiles.schemas.ts';
import { ProfilesService } from './profiles.service.ts';

type InProfile = { profile: number };

@WorkspaceResource('profiles', '/profiles')
export class ProfilesController {
  constructor(private readonly profiles: ProfilesService) {}

  @Get()
  @Access('profiles:read')
  @Operation({
    id: 'listProfiles',
    summary: 'Profiles, or those an identifier of which begins so',
    answers: profilePage,
  })
  list(
    @InWorkspace() workspace: WorkspaceRow,
    @Query({ schema: profileQuery }) query: ProfileQuery,
  ): Promise<Page<ProfileSummary>> {
    return this.profiles.list(workspace, query);
  }

  @Get(':profile')
  @Access('profiles:read')
  @Operation({
    id: 'getProfile',
    summary: 'A profile, its segments and its values',
    answers: profileDetail,
    problems: [404],
  })
  get(@InWorkspace() workspace: WorkspaceRow, @Param({ schema: profilePath }) path: InProfile): Promise<ProfileDetail> {
    return this.profiles.get(workspace, path.profile);
  }

  @Get(':profile/events')
  @Access('profiles:read')
  @Operation({
    id: 'listProfileEvents',
    summary: 'What a profile did, latest first',
    answers: eventPage,
    problems: [404],
  })
  events(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: profilePath }) path: InProfile,
    @Query({ schema: eventQuery }) query: EventQuery,
  ): Promise<Page<ProfileEvent>> {
    return this.profiles.events(workspace, path.profile, query);
  }
}
