export type RunTrigger = 'manual' | 'schedule' | 'import' | 'publish' | 'demo';

/** Somebody wants a run. */
export interface RunRequest {
  trigger: RunTrigger;
  /** Of the asker's choosing, for tracing. */
  requestId: string;
  /** ISO 8601; without it the run speaks of the moment it begins at. */
  asOf?: string;
}

/** Takes the next request, and with it all that one run answers: those that wait for the same instant. */
export function takeNext(waiting: RunRequest[]): RunRequest | undefined {
  const next = waiting[0];
  const others = waiting.filter((request) => request !== next && request.asOf !== next?.asOf);
  waiting.splice(0, waiting.length, ...others);
  return next;
}
