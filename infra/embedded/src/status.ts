/** The services that Cutline stands on. */
export const serviceNames = ['postgres', 'clickhouse', 'temporal'] as const;
export type ServiceName = (typeof serviceNames)[number];

/**
 * `fetching` and `building` are Temporal's CLI on its way to this machine; `failed` is final; `down` is stopped on
 * purpose. A crashed part is `starting` again.
 */
export type ComponentState = 'starting' | 'fetching' | 'building' | 'ready' | 'failed' | 'down';

/** How a part is, in words for a person. */
export interface ComponentStatus {
  state: ComponentState;
  message: string;
  /** When this state began, ISO 8601. */
  since: string;
}

/** A status that begins now. */
export function statusNow(state: ComponentState, message: string): ComponentStatus {
  return { state, message, since: new Date().toISOString() };
}
