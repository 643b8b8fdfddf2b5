import { Context } from '@temporalio/activity';

const progress = new WeakMap<Context, unknown>();

/** What the try before kept of an activity, until this one keeps something. */
export function beginProgress(context: Context): void {
  progress.set(context, context.info.heartbeatDetails);
}

/** What an activity has kept: goes with each heartbeat. */
export function progressOf(context: Context): unknown {
  return progress.get(context);
}

/** Keeps what the activity under way has done, so that its next try can go on from there. What was done in the seconds before a worker dies is forgotten. */
export function keepProgress(done: unknown): void {
  const context = Context.current();
  progress.set(context, done);
  context.heartbeat(done);
}
