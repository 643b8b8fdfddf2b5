import type { DiffMeasurement } from '../diff/measure-diff.ts';
import { markdownTable, mebibytes, median, milliseconds, number, spread, times, verdict } from './figures.ts';

export function diffTable(measurements: readonly DiffMeasurement[]): string {
  return markdownTable(
    ['', 'median', 'spread', 'requests', 'bytes read', 'kept on disk', 'peak memory', 'answers'],
    measurements.map((each) => [
      each.name,
      milliseconds(median(each.milliseconds)),
      spread(each.milliseconds),
      String(each.requests),
      mebibytes(each.bytesRead),
      each.stored === 0 ? '–' : mebibytes(each.stored),
      mebibytes(each.peakMemory),
      verdict(each.mistake),
    ]),
  );
}

export function diffSection(
  measurements: readonly DiffMeasurement[],
  members: number,
  rounds: number,
  measured: string,
): string {
  const [bitmaps, ...others] = measurements;
  const ratios = others.map((each) => `${times(bitmaps!.milliseconds, each.milliseconds)} ${each.name}`);
  return `### Diff and publish of ${number(members)} memberships

${diffTable(measurements)}

${measurements.map(({ name, way }) => `- **${name}.** ${way}`).join('\n')}

Cutline takes ${ratios.join('; ')} (medians of ${rounds} rounds). Half of ${number(2 * members)} profiles are members, by a hash; 1 % of
all entered or left since.

${measured}`;
}
