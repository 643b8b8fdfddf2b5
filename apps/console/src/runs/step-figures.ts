import type { RunStep } from '../api/contract.ts';
import { formatBytes } from '../figures/number.ts';
import { t } from '../language/messages.ts';

/** What a step read and took, in words; nothing where it was not recorded. */
export function figuresOf({ rowsRead, bytesRead, peakMemory }: RunStep): string[] {
  return [
    rowsRead === null ? null : t.runs.rowsRead(rowsRead),
    bytesRead === null ? null : t.runs.bytesRead(formatBytes(bytesRead)),
    peakMemory === null ? null : t.runs.memory(formatBytes(peakMemory)),
  ].filter((figure) => figure !== null);
}
