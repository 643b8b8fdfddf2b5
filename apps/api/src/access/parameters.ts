import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Admission, Caller, SendingSource, WorkspaceRow } from './caller.ts';

const admissions = new WeakMap<object, Admission>();

/** Remembers what the guard found out; there is no other way in. */
export function admit(request: FastifyRequest, admission: Admission): void {
  admissions.set(request.raw, admission);
}

function admissionOf(context: ExecutionContext): Admission {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return admissions.get(request.raw) ?? {};
}

/** The workspace that the path names and the caller may enter. */
export const InWorkspace = createParamDecorator((_: unknown, context: ExecutionContext): WorkspaceRow => {
  const { workspace } = admissionOf(context);
  if (!workspace) throw new Error('This route has no :workspaceId in its path.');
  return workspace;
});

/** Who sends the request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = admissionOf(context);
  if (!caller) throw new Error('This route is public: it has no caller.');
  return caller;
});

/** The source whose write key the request brings. */
export const FromSource = createParamDecorator((_: unknown, context: ExecutionContext): SendingSource => {
  const { source } = admissionOf(context);
  if (!source) throw new Error('This route asks for no write key.');
  return source;
});
