import { applyDecorators, Controller } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';

/** A controller of things inside a workspace: its routes begin with `/api/v1/workspaces/{workspaceId}`. */
export function WorkspaceResource(tag: string, path = ''): ClassDecorator {
  return applyDecorators(
    Controller(`api/v1/workspaces/:workspaceId${path}`),
    ApiTags(tag),
    ApiParam({ name: 'workspaceId', schema: { type: 'string', format: 'uuid' } }),
  );
}

/** The same for an organisation. */
export function OrganisationResource(tag: string, path = ''): ClassDecorator {
  return applyDecorators(
    Controller(`api/v1/organisations/:organisationId${path}`),
    ApiTags(tag),
    ApiParam({ name: 'organisationId', schema: { type: 'string', format: 'uuid' } }),
  );
}
