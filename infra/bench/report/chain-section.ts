import type { GeneratedShop } from '../generate-events.ts';
import type { Measurement } from '../run-rounds.ts';
import { markdownTable, mebibytes, milliseconds, median, number, spread, times, verdict } from './figures.ts';

/** The table, one row for each contender. */
export function chainTable(measurements: readonly Measurement[]): string {
  return markdownTable(
    ['', 'median', 'spread', 'requests', 'rows read', 'bytes read', 'peak memory', 'answers'],
    measurements.map((each) => [
      each.name,
      ...(each.mistake === undefined && !each.ranOutOfMemory
        ? [milliseconds(median(each.milliseconds)), spread(each.milliseconds)]
        : ['–', '–']),
      each.ranOutOfMemory ? '–' : String(each.requests),
      number(each.rowsRead),
      mebibytes(each.bytesRead),
      mebibytes(each.peakMemory),
      each.ranOutOfMemory ? 'out of memory' : each.answers ? verdict(each.mistake) : '–',
    ]),
  );
}

/** What the chain's table says, its ratios in words. */
export function chainSection(
  measurements: readonly Measurement[],
  shop: GeneratedShop,
  rounds: number,
  measured: string,
): string {
  const [cutline, ...others] = measurements;
  const ratios = others
    .filter(({ mistake, ranOutOfMemory }) => mistake === undefined && !ranOutOfMemory)
    .map(({ name, milliseconds: figures }) => `${times(cutline!.milliseconds, figures)} ${name}`);
  const prepared = cutline!.prepared;
  const made = prepared
    ? `\n\nCutline made its timelines of these events beforehand: ${(prepared.milliseconds / 1000).toFixed(1)} s, ${mebibytes(prepared.bytes)} on disk.`
    : '';
  const idle = measurements.flatMap(({ name, idleMemory }) =>
    idleMemory === undefined ? [] : [`${mebibytes(idleMemory)} (${name})`],
  );
  return `### The chain over ${number(shop.events)} events

${chainTable(measurements)}

Cutline takes ${ratios.join('; ')} (medians of ${rounds} rounds).${made}

${number(shop.events)} events of ${number(shop.profiles)} profiles, ${number(shop.purchases)} of them purchases; ${(shop.bytes / shop.events).toFixed(1)} bytes on disk for each event, made in ${(shop.milliseconds / 1000).toFixed(0)} s.
Memory of the engines before the round: ${idle.join(', ')}.

${measured}`;
}
