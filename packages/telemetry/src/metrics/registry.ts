import { collectDefaultMetrics, Registry } from 'prom-client';

/** The metrics of this process: every metric of Cutline is in it. */
export const registry = new Registry();

// Processor, memory, event loop and garbage collection, as `process_…` and `nodejs_…`.
collectDefaultMetrics({ register: registry });
