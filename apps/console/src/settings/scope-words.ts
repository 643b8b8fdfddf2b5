import type { Scope } from '../api/contract.ts';
import { t } from '../language/messages.ts';

const order: Scope[] = [
  'definitions:read',
  'definitions:write',
  'profiles:read',
  'profiles:write',
  'events:write',
  'sources:read',
  'sources:write',
  'privacy:write',
  'runs:read',
  'runs:write',
  'workspace:admin',
];

/** What each scope lets a program do. */
export function scopeWords(): { value: Scope; label: string; description: string }[] {
  return order.map((scope) => ({ value: scope, label: scope, description: t.settings.scopes[scope] }));
}
