import { Get, Param, type StreamableFile } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import type { WorkspaceRow } from '../access/caller.ts';
import { InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { profilePath } from '../profiles/profiles.schemas.ts';
import { PersonExportService } from './person-export.service.ts';

@WorkspaceResource('privacy', '/profiles')
export class PersonExportController {
  constructor(private readonly exports: PersonExportService) {}

  @Get(':profile/export')
  @Access('privacy:write')
  @Operation({
    id: 'exportPerson',
    summary: 'Everything that is kept about a person, as one JSON file',
    description:
      'Identifiers and how they were linked, every value of every attribute and consent, all events, what was taken and waits to land, ' +
      'segments now and before, and what imports and the debugger remember of them. A number that was merged into another profile answers for that one.',
    file: 'application/json',
    problems: [404],
  })
  export(
    @InWorkspace() workspace: WorkspaceRow,
    @Param({ schema: profilePath }) path: { profile: number },
  ): Promise<StreamableFile> {
    return this.exports.export(workspace, path.profile);
  }
}
