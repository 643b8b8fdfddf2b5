import { Controller, Get } from '@nestjs/common';
import { ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from '../access/access.decorator.ts';
import { openApi } from './document.ts';
import { OpenApiService } from './openapi.service.ts';
import { Operation } from './operation.decorator.ts';

@Controller('openapi.json')
@ApiTags('openapi')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiService) {}

  @Get()
  @Public()
  @Operation({ id: 'getOpenApi', summary: 'This document', answers: openApi })
  get(): OpenAPIObject {
    return this.openApi.document;
  }
}
