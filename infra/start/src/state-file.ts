import { renameSync, writeFileSync } from 'node:fs';
import { type ComponentStatus, statusNow } from '@cutline/embedded';

/** The parts whose state the API reports. */
export const components = ['postgres', 'clickhouse', 'temporal', 'worker'] as const;
export type Component = (typeof components)[number];

/** Keeps a file that says how each part is: `{ components: { postgres: { state, message, since }, … } }`. */
export function openStateFile(file: string): (component: Component, status: ComponentStatus) => void {
  const state = Object.fromEntries(components.map((name) => [name, statusNow('starting', 'It is about to start')]));
  const write = (): void => {
    writeFileSync(`${file}.new`, `${JSON.stringify({ components: state }, undefined, 2)}\n`);
    // Renamed into place, so that a reader never sees half of it.
    renameSync(`${file}.new`, file);
  };
  write();
  return (component, status) => {
    state[component] = status;
    write();
  };
}
