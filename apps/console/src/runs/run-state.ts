import type { Run, RunStep } from '../api/contract.ts';
import { t } from '../language/messages.ts';

export const runColours: Record<Run['status'], 'primary' | 'success' | 'error' | 'neutral'> = {
  running: 'primary',
  completed: 'success',
  failed: 'error',
  cancelled: 'neutral',
};

export const stepIcons: Record<RunStep['status'], { icon: string; colour: string }> = {
  waiting: { icon: 'i-lucide-circle-dashed', colour: 'text-muted' },
  running: { icon: 'i-lucide-loader-circle', colour: 'text-primary animate-spin' },
  completed: { icon: 'i-lucide-circle-check', colour: 'text-success' },
  failed: { icon: 'i-lucide-circle-x', colour: 'text-error' },
  skipped: { icon: 'i-lucide-circle-slash', colour: 'text-muted' },
};

/** Seconds between two instants; up to now while the second is not there. */
export function secondsBetween(start: string | null, end: string | null, now = Date.now()): number | null {
  return start === null ? null : Math.max(0, ((end === null ? now : Date.parse(end)) - Date.parse(start)) / 1000);
}

/** How many steps are done, and which is being done. */
export function progressOf(steps: RunStep[]): { done: number; of: number; now: string | null } {
  const running = steps.find(({ status }) => status === 'running');
  return {
    done: steps.filter(({ status }) => status !== 'waiting' && status !== 'running').length,
    of: steps.length,
    now: running ? stepTitle(running) : null,
  };
}

/** What went wrong, from whatever was recorded of it. */
export function troubleOf(error: unknown): string | null {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return null;
  const { detail, message, title } = error as { detail?: string; message?: string; title?: string };
  return detail ?? message ?? title ?? t.runs.reasonNotRecorded;
}

/** What a step is called in the reader's language: by its definition, or by what it reads, which the API gives in English. */
export function stepTitle({ kind, title }: Pick<RunStep, 'kind' | 'title'>): string {
  if (kind === 'base') return t.runs.knownProfiles;
  if (kind === 'publish') return t.runs.publish;
  if (kind === 'touched') return t.runs.touched;
  const added = kind === 'timelines' ? /^New events of (.+)$/.exec(title) : null;
  if (added) return t.runs.newEventsOf(added[1]!);
  const segments = kind === 'segments' ? /^(\d+) segments$/.exec(title) : null;
  if (segments) return t.runs.segments(Number(segments[1]));
  const metrics = kind === 'metrics' ? /^(\d+) metrics$/.exec(title) : null;
  if (metrics) return t.runs.metrics(Number(metrics[1]));
  const leaves = kind === 'leaves' ? /^(\d+) rules? on (.+)$/.exec(title) : null;
  if (!leaves) return title;
  const said: Record<string, string> = { attributes: t.runs.attributes, constants: t.runs.constants };
  const read = leaves[2]!.split(', ').map((each) => said[each] ?? each);
  return t.runs.rulesOn(Number(leaves[1]), read.join(', '));
}

/** The past instant that a run was asked for; null where it was of the time at which it began. */
export function askedInstant({ asOf, startedAt }: Pick<Run, 'asOf' | 'startedAt'>): string | null {
  return Date.parse(startedAt) - Date.parse(asOf) > 60_000 ? asOf : null;
}
