import { wholeMapping } from '../ingestion/mapping/default-mapping.ts';
import { compileMapping } from '../ingestion/mapping/compile-mapping.ts';
import type { SourceMapping } from '../ingestion/mapping/source-mapping.ts';
import type { Seen } from './event-names.queries.ts';
import type { EventName } from './mapping.schemas.ts';

/**
 * Names that came, with what becomes of them. `sent` are names as they came; `stored` are actions, which are names that came where no rule made them.
 */
export function ruledNames(own: SourceMapping | null, sent: Seen[], stored: Seen[]): EventName[] {
  const whole = wholeMapping(own);
  const compiled = compileMapping(own);
  const lower = (text: string) => text.toLowerCase();
  const ruled = new Set(whole.events.map(({ from }) => lower(from)));
  const owned = new Set(own?.events?.map(({ from }) => lower(from)));
  const made = new Set([...whole.events.map(({ to }) => to), whole.page, whole.screen, whole.group]);
  const known = new Set(sent.map(({ name }) => name));
  const unruled = stored.filter(({ name }) => !made.has(name) && !known.has(name));
  return [...sent, ...unruled].map(({ name, seen, lastSeen }) => ({
    name,
    action: compiled.ruleFor(name).action,
    rule: owned.has(lower(name)) ? 'own' : ruled.has(lower(name)) ? 'default' : null,
    seen,
    lastSeen: new Date(lastSeen).toISOString(),
  }));
}
