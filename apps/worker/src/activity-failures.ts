import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { beyondLimits, explainStop, reasonOfStop, type ReasonOfStop } from './fair-queue/beyond-limits.ts';

/** Tries after which an error that is no outage counts as lasting. */
const tries = 3;

/** Tries after which memory that all statements together ran out of counts as too little for this one. */
const memoryTries = 10;

/**
 * What an activity's error means for its retry: outages are thrown on and retried until the database is back; what goes beyond limits fails at once with the code
 * `beyond-limits`, as another try would take as much; anything else may be tried three times and then is the activity's failure, with its code as type
 * (`clickhouse-<code>`, a Postgres code, or the error's name).
 *
 * @param cancelled whether the activity was to end: then a statement of it that was killed is no failure
 */
export function activityFailure(error: unknown, attempt: number, cancelled = false): unknown {
  if (error instanceof ApplicationFailure || error instanceof CancelledFailure) return error;
  if (cancelled && isStopped(error)) return new CancelledFailure('The statement was ended with its activity.');
  const stop = stopOf(error, attempt);
  if (stop)
    return ApplicationFailure.create({
      message: explainStop(stop),
      type: beyondLimits,
      nonRetryable: true,
      details: [stop],
    });
  if (attempt < tries || isOutage(error)) return error;
  const cause = errorChain(error).at(-1)!;
  return ApplicationFailure.create({ message: cause.message, type: failureCode(cause), nonRetryable: true });
}

/** Whether a database could not be reached, was closing or starting, or gave way to another transaction. */
export function isOutage(error: unknown): boolean {
  if (errorChain(error).some(reasonOfStop)) return false;
  return errorChain(error).some((each) => {
    const code = 'code' in each ? String(each.code) : '';
    return outageCodes.test(code) || outageMessages.test(each.message);
  });
}

/** A short name of an error, free of data: fit for logs. */
export function failureCode(error: unknown): string {
  const cause = errorChain(error).at(-1);
  if (!cause) return 'unknown';
  const code =
    'code' in cause && (typeof cause.code === 'string' || typeof cause.code === 'number') ? String(cause.code) : '';
  if (code && 'type' in cause && cause.constructor.name === 'ClickHouseError') return `clickhouse-${code}`;
  return code || cause.name;
}

const outageCodes =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|08\w{3}|57P0[1-5]|40001|40P01|53300|202|209|210|241|252|999)$/;
const outageMessages =
  /connection terminated|socket hang up|timeout (error|exceeded)|other side closed|client has encountered a connection error|starting up|shutting down/i;

function stopOf(error: unknown, attempt: number): ReasonOfStop | undefined {
  const [stop] = errorChain(error).flatMap((each) => reasonOfStop(each) ?? []);
  if (stop || attempt < memoryTries) return stop;
  return errorChain(error).some((each) => failureCode(each) === 'clickhouse-241') ? { limit: 'memory' } : undefined;
}

/** Whether a statement was killed, or its request given up. */
function isStopped(error: unknown): boolean {
  return errorChain(error).some((each) => failureCode(each) === 'clickhouse-394' || each.name === 'AbortError');
}

function errorChain(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 10; each = each.cause) chain.push(each);
  return chain;
}
