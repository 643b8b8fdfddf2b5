import { Gauge } from 'prom-client';
import { registry } from '../metrics/registry.ts';

/** Workspaces that have metrics of their own; what is beyond is only in sums, and counted. */
export const mostWorkspaces = 1_000;

/** A gauge with a value for each workspace, by its number. */
export function workspaceGauge<L extends string = 'workspace'>(
  name: string,
  help: string,
  ...others: L[]
): Gauge<'workspace' | L> {
  return new Gauge({ name, help, labelNames: ['workspace', ...others], registers: [registry] });
}
