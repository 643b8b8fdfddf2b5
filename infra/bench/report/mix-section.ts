import type { MixMeasurement } from '../mix/measure-mix.ts';
import { markdownTable, mebibytes, median, milliseconds, number, ratio, spread, verdict } from './figures.ts';

export function mixTable(measurements: readonly MixMeasurement[]): string {
  return markdownTable(
    [
      'segments',
      'rules',
      'metrics',
      'streams',
      'all in one run',
      'spread',
      'each alone, sum',
      'ratio',
      'requests',
      'bytes read',
      'peak memory',
      'answers',
    ],
    measurements.map((each) => [
      `${number(each.segments)}`,
      number(each.leaves),
      number(each.metrics),
      number(each.streams),
      milliseconds(median(each.together)),
      spread(each.together),
      `${milliseconds(median(each.alone))}${each.sampled < each.segments ? ` (of ${each.sampled})` : ''}`,
      ratio(median(each.together) / median(each.alone)),
      String(each.requests),
      mebibytes(each.bytesRead),
      mebibytes(each.peakMemory),
      verdict(each.mistake),
    ]),
  );
}

export function mixSection(
  measurements: readonly MixMeasurement[],
  events: number,
  rounds: number,
  measured: string,
): string {
  const built = measurements.map(
    ({ segments, prepared }) =>
      `${(prepared.milliseconds / 1000).toFixed(1)} s and ${mebibytes(prepared.bytes)} for ${number(segments)}`,
  );
  return `### The mix over ${number(events)} events

${mixTable(measurements)}

Medians of ${rounds} rounds. Timelines were made beforehand: ${built.join(', ')}.

${measured}`;
}
