import { randomUUID } from 'node:crypto';
import { schema, type Database } from '@cutline/postgres';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';

export interface AuthOptions {
  publicUrl: string;
  secret: string;
}

/** The header in which the client's address is handed on; whatever a client sends in it is overwritten. */
export const ADDRESS_HEADER = 'x-cutline-client-address';
export const MIN_PASSWORD = 12;
/** Attempts from one address; further ones are answered 429. */
export const SIGN_INS_A_MINUTE = 30;

/** Sign-in by e-mail and password, on the tables of `packages/postgres`. Nobody signs up by themselves. */
export function createAuth(database: Database, options: AuthOptions) {
  const { user, session, account, verification } = schema;
  return betterAuth({
    appName: 'Cutline',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: drizzleAdapter(database, { provider: 'pg', schema: { user, session, account, verification } }),
    trustedOrigins: (request) => originsOf(request, options.publicUrl),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: SIGN_INS_A_MINUTE } },
    },
    advanced: {
      // One guard against cross-origin requests stands before every route, these included; two would not agree.
      disableCSRFCheck: true,
      cookiePrefix: 'cutline',
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // Faults are ours to answer and to log: the library would write queries with their values to the console.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

export type Auth = ReturnType<typeof createAuth>;

function originsOf(request: Request | undefined, publicUrl: string): string[] {
  const host = request?.headers.get('host');
  return host ? [publicUrl, `http://${host}`, `https://${host}`] : [publicUrl];
}
