import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access.decorator.ts';
import { AuthService } from './auth.service.ts';

/** Sign-in, sign-out and sessions speak better-auth's own protocol, that of its client; they stand apart from the OpenAPI document. */
@ApiExcludeController()
@Controller('api/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @All('*')
  @Public()
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.auth.answer(request, reply);
  }
}
