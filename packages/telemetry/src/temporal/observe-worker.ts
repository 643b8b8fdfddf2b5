import type { Worker } from '@temporalio/worker';
import { Gauge } from 'prom-client';
import { registry } from '../metrics/registry.ts';

let observed: Worker | undefined;
let gauged = false;

/** Has metrics speak of `worker`, and of no other that was observed before; undefined where there is none yet. */
export function observeWorker<W extends Worker | undefined>(worker: W): W {
  observed = worker;
  // Made here, so that a process without a worker does not say that it has lost it.
  if (!gauged) makeGauges();
  gauged = true;
  return worker;
}

function makeGauges(): void {
  const registers = [registry];
  new Gauge({
    name: 'cutline_worker_connected',
    help: '1 where the worker takes tasks from Temporal',
    registers,
    collect() {
      this.set(observed?.getState() === 'RUNNING' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'cutline_worker_tasks',
    help: 'What the worker has in hand: activities, and workflows that are being advanced or are kept in memory',
    labelNames: ['kind'],
    registers,
    collect() {
      const running = observed?.getState() === 'RUNNING' ? observed.getStatus() : undefined;
      this.set({ kind: 'activity' }, running?.numInFlightActivities ?? 0);
      this.set({ kind: 'workflow' }, running?.numInFlightWorkflowActivations ?? 0);
      this.set({ kind: 'cached-workflow' }, running?.numCachedWorkflows ?? 0);
    },
  });
}
