import type { Run, RunStep } from '../api/contract.ts';
import { counted, formatCount } from '../figures/number.ts';

const triggers: Record<Run['trigger'], string> = {
  manual: 'Started by hand',
  schedule: 'On schedule',
  import: 'After an import',
  publish: 'After publishing',
  demo: 'Demo shop',
};
const statuses: Record<Run['status'] | RunStep['status'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
};

export const runs = {
  triggers,
  statuses,
  title: 'Runs',
  list: 'runs',
  one: 'Run',
  numbered: (number: number) => `Run ${number}`,
  /** A run that is under way, as far as it is known. */
  underWay: (run: number, steps: { at: number; of: number; title: string | null } | null) =>
    `Run ${run}${steps ? `: step ${steps.at} of ${steps.of}` : ''}${steps?.title ? `, ${steps.title}` : ''}`,
  stepsDone: (done: number, of: number) => `Step ${done} of ${of}`,
  status: 'Status',
  asOf: 'As of',
  asOfIn: (timeZone: string) => `As of (${timeZone})`,
  why: 'Why',
  entered: 'Entered',
  left: 'Left',
  took: 'Took',
  since: 'Since',
  started: 'Started',
  summary: 'Summary',
  /** `{started}` is when. */
  startedAndRead: (trigger: Run['trigger'], known: number) =>
    `${triggers[trigger]}, started {started}. It read the data up to batch ${formatCount(known)}.`,
  loading: 'Loading the run',
  steps: 'Steps',
  knownProfiles: 'Known profiles',
  publish: 'Publish',
  metrics: (metrics: number) => counted(metrics, 'metric'),
  segments: (segments: number) => counted(segments, 'segment'),
  newEventsOf: (actions: string) => `New events of ${actions}`,
  rulesOn: (rules: number, actions: string) => `${counted(rules, 'rule')} on ${actions}`,
  attributes: 'attributes',
  constants: 'constants',
  planBeingMade: 'The plan is being made.',
  reasonNotRecorded: 'The reason was not recorded.',
  noneYet: 'Nothing has been computed yet',
  whatRunsDo:
    'A run computes every metric and segment as of one moment, with the same data. It happens by itself every hour, after an import and after publishing.',
  runNow: 'Run now',
  asOfTheEndOf: 'As of the end of',
  optional: 'Optional',
  emptyMeansNow: (timeZone: string) => `Empty: now. A day is one of ${timeZone}.`,
  start: 'Start the run',
  hasStarted: 'The run has started',
  isQueued: 'The run waits for its turn',
  timelines: 'Timelines',
  whatTimelinesDo:
    'Events that are counted often are kept day by day as well, so that runs need not read each of them again. This happens by itself.',
  events: 'Events',
  holds: (actions: string, { filtered, parameter }: { filtered: boolean; parameter: string | null }) =>
    `${actions}${filtered ? ', filtered' : ''}${parameter === null ? '' : `, with the sum of ${parameter}`}`,
  streamStatuses: { building: 'Being built', ready: 'Ready', doubted: 'Being built anew' },
  partsDone: (done: number, of: number) => `${done} of ${counted(of, 'part')} built`,
  upToBatch: 'Up to batch',
  lastRead: 'Last read',
  notYet: 'Not yet',
  beginsAfterTheOther: 'It begins when the one under way has ended.',
};
