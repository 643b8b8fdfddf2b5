import { arrived, type DueChange } from '../due/due-changes.ts';
import type { DueMeasurement } from '../due/measure-due.ts';
import { markdownTable, mebibytes, median, milliseconds, number, spread, times, verdict } from './figures.ts';

const names = { full: 'Full run', due: 'What is due', live: 'Live run' } as const;

export function dueTable({ scopes }: DueMeasurement): string {
  return markdownTable(
    ['', 'median', 'spread', 'requests', 'rows read', 'bytes read', 'peak memory', 'answers'],
    scopes.map((each) => [
      names[each.scope],
      ...(each.mistake === undefined
        ? [milliseconds(median(each.milliseconds)), spread(each.milliseconds)]
        : ['–', '–']),
      String(each.requests),
      number(each.rowsRead),
      mebibytes(each.bytesRead),
      mebibytes(each.peakMemory),
      verdict(each.mistake),
    ]),
  );
}

/** What the table of a refresh or a slide says, its ratio in words. */
export function dueSection(
  part: DueChange['part'],
  measurement: DueMeasurement,
  { events, rounds, measured }: { events: number; rounds: number; measured: string },
): string {
  const { scopes, segments, leaves, metrics, streams, behind, looked, moved, whole, comparable } = measurement;
  const [full, due, live] = scopes;
  const right = scopes.every(({ mistake }) => mistake === undefined);
  const ratio = right
    ? `What is due takes ${times(due!.milliseconds, full!.milliseconds)} a full run (medians of ${rounds} rounds). `
    : '';
  const short = live
    ? `The live run takes ${times(live.milliseconds, full!.milliseconds)} a full run; it computes no metrics, and was compared for the ${number(comparable)} segments whose thresholds did not move and that rank nobody. `
    : '';
  const added = behind === 0 ? '' : `, to ${number(behind)} of which both runs added what is new`;
  const title = {
    refresh: `Refresh after ${number(arrived.events)} new events, over ${number(events)}`,
    slide: `A day's slide over ${number(events)} events`,
  };
  return `### ${title[part]}

${dueTable(measurement)}

${ratio}${right ? short : ''}${number(segments)} segments of ${number(leaves)} different rules and ${number(metrics)} metrics, over ${number(streams)} streams${added}.
Something happened to ${number(looked)} profiles; ${number(moved)} metrics have another value than before, and ${number(whole)} segments were computed for everybody.

${measured}`;
}
