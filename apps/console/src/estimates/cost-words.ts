import type { Estimate } from '../api/contract.ts';
import { formatBytes, formatCompact, formatCount } from '../figures/number.ts';
import { formatDuration } from '../figures/time.ts';
import { t } from '../language/messages.ts';

/** So little is not worth a figure: nothing of it would be noticed. */
const noticed = { rows: 1_000, seconds: 0.02 };

/** What a definition adds to each run, in a sentence or two. */
export function costWords({ rows, bytes, seconds, onceUsed, sharedWith }: Estimate): string {
  const texts = t.estimates;
  const free = rows < noticed.rows && seconds < noticed.seconds;
  const cost = free
    ? onceUsed
      ? texts.freeOnceUsed
      : texts.free
    : (onceUsed ? texts.costOnceUsed : texts.cost)(
        formatCompact(rows),
        formatBytes(rounded(bytes)),
        formatDuration(rounded(seconds)),
      );
  return sharedWith.length > 0 ? `${cost} ${texts.shares(sharedWith.length)}` : cost;
}

/** Which limits of the workspace it would exceed, and by what. */
export function warningWords({ warnings }: Estimate): string[] {
  return warnings.map(({ code, estimate, limit }) => {
    const [about, most] =
      code === 'statement-seconds'
        ? [formatDuration(rounded(estimate)), formatDuration(limit)]
        : [formatCompact(estimate), formatCount(limit)];
    return t.estimates.warnings[code](about, most);
  });
}

/** To two digits: an estimate knows no more. */
function rounded(figure: number): number {
  return Number(figure.toPrecision(2));
}
