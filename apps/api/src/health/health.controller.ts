import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.decorator.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { health, type Health } from './health.schemas.ts';
import { HealthService } from './health.service.ts';

@Controller('health')
@ApiTags('health')
export class HealthController {
  constructor(private readonly service: HealthService) {}

  @Get()
  @Public()
  @ApiResponse({ status: 503, description: 'A database does not answer.', standardSchema: health })
  @Operation({ id: 'getHealth', summary: 'The state of each component', answers: health })
  async get(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.service.answer(reply);
  }
}
