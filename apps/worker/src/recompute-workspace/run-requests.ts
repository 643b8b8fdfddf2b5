import type { Scope } from '@cutline/segment-sql';

export type RunTrigger = 'manual' | 'schedule' | 'import' | 'publish' | 'demo';

/** What may be asked for: `full`, or what is due. */
export type AskedScope = Scope;

/** Somebody wants a run. */
export interface RunRequest {
  trigger: RunTrigger;
  /** Of the asker's choosing, for tracing. */
  requestId: string;
  /** ISO 8601; without it the run speaks of the moment it begins at. */
  asOf?: string;
  /** Without it, what somebody asks for by hand is computed in full, and else what is due. */
  scope?: AskedScope;
}

/** Takes the next request, and with it all that one run answers: those that wait for the same instant. */
export function takeNext(waiting: RunRequest[]): RunRequest | undefined {
  const next = waiting[0];
  if (!next) return undefined;
  const answered = waiting.filter((request) => request === next || request.asOf === next.asOf);
  const others = waiting.filter((request) => !answered.includes(request));
  waiting.splice(0, waiting.length, ...others);
  const scope = answered.some((request) => scopeOf(request) === 'full') ? 'full' : 'due';
  return { ...next, scope };
}

export function scopeOf({ trigger, scope }: RunRequest): AskedScope {
  return scope ?? (trigger === 'manual' || trigger === 'demo' ? 'full' : 'due');
}
