import type { Definition, DefinitionId } from '@cutline/segment-definition';
import type { RunScope as Scope } from '@cutline/segment-sql';
import type { IdentifierOf, InboxMessage } from '@cutline/worker/incoming';

export type { RunScope as Scope } from '@cutline/segment-sql';

/** Something that goes wrong while a step is done. */
export interface Fault {
  store: 'clickhouse' | 'postgres';
  /** Which of the statements that the step sends to the store, from 0; where it sends fewer nothing goes wrong. */
  at: number;
  /** Before the store hears of it, after it was carried out, or while it is: the query is killed, the connection cut. */
  when: 'before' | 'during' | 'after';
  /** Whether it looks as if the store was away, which is waited out, or as if it refused the statement, which is tried thrice. */
  as: 'outage' | 'refusal';
  /** It, and so many of the statements like it after it, fail. */
  times: number;
}

/** A message with where it comes from. */
export type SentMessage = InboxMessage & { source: string };

export type Deed =
  /** Definitions that are new, or that have a new version, all at once. */
  | { do: 'publish'; definitions: Record<DefinitionId, Definition> }
  /** By the inbox, or as imports land. */
  | { do: 'land'; by: 'inbox' | 'import'; messages: SentMessage[] }
  | { do: 'erase'; identifier: IdentifierOf }
  /** A run as of an instant, or the short way up to it, and what lands by the inbox while it is under way. */
  | { do: 'run'; asOf: number; scope: Scope; meanwhile: SentMessage[] };

export type Step = Deed & { faults: Fault[] };

/** What happens to one workspace, one step after another. Plain JSON. */
export interface Script {
  timeZone: string;
  currency: string;
  includeAnonymous: boolean;
  /** Whether timelines are kept. */
  timelines: boolean;
  steps: Step[];
}

/** A step in a line. */
export function describeStep(step: Step): string {
  const faults = step.faults.map(({ store, at, when, as, times }) => `${as} ${when} ${store} ${at} × ${times}`);
  const suffix = faults.length > 0 ? ` [${faults.join(', ')}]` : '';
  switch (step.do) {
    case 'publish':
      return `publish ${Object.values(step.definitions)
        .map(({ name }) => name)
        .join(', ')}${suffix}`;
    case 'land':
      return `land ${step.messages.length} messages by ${step.by}${suffix}`;
    case 'erase':
      return `erase ${step.identifier.kind}:${step.identifier.value}${suffix}`;
    case 'run': {
      const meanwhile = step.meanwhile.length > 0 ? `, meanwhile ${step.meanwhile.length} messages` : '';
      return `${step.scope} run as of ${new Date(step.asOf).toISOString()}${meanwhile}${suffix}`;
    }
  }
}
