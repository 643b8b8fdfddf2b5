/** Which limit a statement was stopped at. */
export interface ReasonOfStop {
  limit: 'seconds' | 'memory' | 'rows' | 'bytes' | 'size';
  /** The limit as ClickHouse writes it, e.g. `4.00 GiB`; absent where it does not say. */
  maximum?: string;
}

/** The code of a definition that was stopped because it takes more than its workspace may. */
export const beyondLimits = 'beyond-limits';

const limits: Readonly<Record<string, ReasonOfStop['limit']>> = {
  '158': 'rows',
  '159': 'seconds',
  '160': 'seconds',
  '241': 'memory',
  '307': 'bytes',
  '396': 'rows',
  // What one value, array or set would have to hold.
  '128': 'size',
  '131': 'size',
  '191': 'size',
};

/**
 * At which limit ClickHouse stopped a statement; undefined for any other error. Memory that all statements together ran out of is no limit of one: another time it
 * may be there.
 */
export function reasonOfStop(error: unknown): ReasonOfStop | undefined {
  if (!(error instanceof Error) || error.constructor.name !== 'ClickHouseError' || !('code' in error)) return undefined;
  const limit = limits[String(error.code)];
  if (limit === undefined) return undefined;
  if (limit === 'memory' && !/query memory limit exceeded|memory limit \(for query\)/i.test(error.message))
    return undefined;
  const maximum = /max(?:imum| rows| bytes): (\d+(?:\.\d+)?(?: [A-Za-z]+)?)/.exec(error.message)?.[1];
  return { limit, ...(maximum !== undefined && { maximum: secondsOf(maximum) }) };
}

/** What a person can make of it: which limit, how much it is, what to do. */
export function explainStop({ limit, maximum }: ReasonOfStop): string {
  const much = maximum === undefined ? '' : ` (${maximum})`;
  return `Stopped: ${took[limit]}${much}. ${remedies[limit]} If it has to be this large, an administrator can raise the limit.`;
}

const took: Record<ReasonOfStop['limit'], string> = {
  seconds: 'it took longer than one statement of this workspace may',
  memory: 'it needed more memory than one statement of this workspace may take',
  rows: 'it would read more rows than one statement of this workspace may',
  bytes: 'it would read more bytes than one statement of this workspace may',
  size: 'a single value or list in it became larger than ClickHouse allows',
};

const narrower = 'Give it a shorter window, fewer actions or a filter';
const remedies: Record<ReasonOfStop['limit'], string> = {
  seconds: `${narrower}; comparing texts by patterns and sequences of many steps take longest.`,
  memory: `${narrower}; distinct counts and lists of parameters with many values take most.`,
  rows: `${narrower}.`,
  bytes: `${narrower}; parameters with long texts weigh most.`,
  size: `${narrower}.`,
};

/** ClickHouse gives times in milliseconds. */
function secondsOf(maximum: string): string {
  const milliseconds = /^([\d.]+) ms$/.exec(maximum)?.[1];
  return milliseconds === undefined ? maximum : `${Number(milliseconds) / 1_000} s`;
}
