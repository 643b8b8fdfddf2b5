import type { NavigationGuardReturn, RouteLocationNormalized } from 'vue-router';
import { useSession } from './session.ts';

/** Sends people who are not signed in to the sign-in page, and back afterwards. */
export async function requireSession(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  const session = useSession();
  if (to.meta.public) return true;
  if (!session.me) await session.load().catch(() => undefined);
  if (session.me?.user) return true;
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
}

/** A path of this console to go on to; anything else (another site's address) becomes the start page. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
