import type { schema } from '@cutline/postgres';
import type { Role, Scope } from './scopes.ts';

/** A workspace as Postgres holds it; `number` is what ClickHouse knows it by. */
export type WorkspaceRow = typeof schema.workspace.$inferSelect;

export interface Person {
  type: 'person';
  id: string;
  name: string;
  email: string;
}

export interface Machine {
  type: 'key';
  id: string;
  name: string;
  workspaceId: string;
  scopes: readonly Scope[];
}

/** What sends events with a write key: a source, and the workspace that they are for. */
export type SendingSource = typeof schema.source.$inferSelect & { workspace: WorkspaceRow };

/** Who sends a request. */
export type Caller = Person | Machine;

/** What the guard found out about a request. */
export interface Admission {
  /** Absent on public routes. */
  caller?: Caller;
  /** The one named in the path. */
  workspace?: WorkspaceRow;
  organisation?: { id: string; role: Role };
  /** On routes that ask for a write key. */
  source?: SendingSource;
}

/** The person to name as author; machines leave none. */
export function authorOf(caller: Caller): string | null {
  return caller.type === 'person' ? caller.id : null;
}
