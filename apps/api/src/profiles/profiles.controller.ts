import { Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import { HistoryService } from './history.service.ts';
import {
  eventDays,
  eventFilterQuery,
  eventPage,
  eventQuery,
  givenValuePage,
  profileDetail,
  profilePage,
  profilePath,
  profileQuery,
  profileStays,
  valuePath,
} from './profiles.schemas.ts';
import type {
  EventDays,
  EventFilterQuery,
  EventQuery,
  GivenValue,
  ProfileDetail,
  ProfileEvent,
  ProfileQuery,
  ProfileStays,
  ProfileSummary,
  ValuePath,
} from './profiles.schemas.ts';
import { ProfilesService } from './profiles.service.ts';

type InProfile = { profile: number };

const alsoMerged = 'A number that was merged into another profile answers for that one.';

@WorkspaceResource('profiles', '/profiles')
export class ProfilesController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly history: HistoryService,
  ) {}

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
    description: alsoMerged,
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
    description: alsoMerged,
    answers: eventPage,
    problems: [404],
  })
  events(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: profilePath }) path: InProfile,
    @Query({ schema: eventQuery }) query: EventQuery,
  ): Promise<Page<ProfileEvent>> {
    return this.history.events(workspace, path.profile, query);
  }

  @Get(':profile/days')
  @Access('profiles:read')
  @Operation({
    id: 'countProfileEvents',
    summary: 'How much a profile did, by day and by name of event',
    description: alsoMerged,
    answers: eventDays,
    problems: [404],
  })
  days(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: profilePath }) path: InProfile,
    @Query({ schema: eventFilterQuery }) query: EventFilterQuery,
  ): Promise<EventDays> {
    return this.history.days(workspace, path.profile, query);
  }

  @Get(':profile/stays')
  @Access('profiles:read')
  @Operation({
    id: 'listProfileStays',
    summary: 'When a profile was in which segment',
    description: alsoMerged,
    answers: z.array(profileStays),
    problems: [404],
  })
  stays(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: profilePath }) path: InProfile,
  ): Promise<ProfileStays[]> {
    return this.history.stays(workspace, path.profile);
  }

  @Get(':profile/:given/:name/history')
  @Access('profiles:read')
  @Operation({
    id: 'listGivenValues',
    summary: 'The values that an attribute, or the consent of a channel, was given, the one that holds first',
    description: alsoMerged,
    answers: givenValuePage,
    problems: [404],
  })
  values(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: valuePath }) path: ValuePath,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<GivenValue>> {
    return this.history.values(workspace, path, query);
  }
}
