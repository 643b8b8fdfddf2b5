import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.ts';
import type { Caller } from '../access/caller.ts';
import { By } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { me, type Me } from './me.schemas.ts';
import { MeService } from './me.service.ts';

@Controller('api/v1/me')
@ApiTags('me')
export class MeController {
  constructor(private readonly service: MeService) {}

  @Get()
  @Access('any')
  @Operation({ id: 'getMe', summary: 'Who asks, and where they may go', answers: me })
  get(@By() caller: Caller): Promise<Me> {
    return this.service.describe(caller);
  }
}
