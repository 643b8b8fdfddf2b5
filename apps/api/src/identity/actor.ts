import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Actor } from '../openapi/formats.ts';

/** Who an id is of, person or API key; null where they are gone. */
export function actor(id: SQLWrapper): SQL<Actor | null> {
  return sql`coalesce(
    (SELECT jsonb_build_object('type', 'person', 'id', person.id, 'name', person.name) FROM "user" AS person WHERE person.id = ${id}),
    (SELECT jsonb_build_object('type', 'key', 'id', key.id, 'name', key.name) FROM api_key AS key WHERE key.id::text = ${id})
  )`;
}
