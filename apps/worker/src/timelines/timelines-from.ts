/**
 * From how many events on an action has timelines: CUTLINE_TIMELINES_FROM, or the worker's default where it is not set.
 *
 * @throws Error when it is no whole number
 */
export function timelinesFrom(env: NodeJS.ProcessEnv): { timelinesFrom?: number } {
  const text = env['CUTLINE_TIMELINES_FROM'];
  if (!text) return {};
  if (!/^\d{1,12}$/.test(text))
    throw new Error(`CUTLINE_TIMELINES_FROM takes a number of events, e.g. 10000, not ${JSON.stringify(text)}`);
  return { timelinesFrom: Number(text) };
}
