/** About as many events as the demo shop has when it is full. */
const full = 1_000_000;

/** How much of the demo shop is there, 0 to 1; never quite 1 before the run after it says so. */
export function demoShare(events: number): number {
  return Math.min(0.99, events / full);
}
