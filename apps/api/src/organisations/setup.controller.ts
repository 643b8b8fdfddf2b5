import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../access/access.decorator.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { firstUser, member } from './organisations.schemas.ts';
import type { FirstUser, Member } from './organisations.schemas.ts';
import { OrganisationsService } from './organisations.service.ts';

@Controller('api/v1/setup')
@ApiTags('organisations')
export class SetupController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Post('first-user')
  @Public()
  @Operation({
    id: 'createFirstUser',
    summary: 'Creates the first person and organisation',
    description: 'Answers 409 as soon as there is anybody; from then on an administrator adds people.',
    answers: member,
    status: 201,
    problems: [409],
  })
  create(@Body({ schema: firstUser }) body: FirstUser): Promise<Member> {
    return this.organisations.createFirst(body);
  }
}
