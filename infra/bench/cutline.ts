import type { Contender } from './contender.ts';
import { buildTimelines, readStreams, timelinesOf } from './keep-timelines.ts';
import { dropScratch, runPlan } from './run-plan.ts';
import { decliningHeavyBuyers, decliningLine, definitions, heavyBuyers, heavyLine, workspace } from './story.ts';

const segments = { 1: heavyBuyers, 2: decliningHeavyBuyers };
const firstStream = 1;

/** The steps that the worker carries out, without what it notes in PostgreSQL. */
export const cutline: Contender = {
  name: 'Cutline',
  store: 'clickhouse',
  way: 'The steps of a run as the worker carries them out, for definitions it has never seen before: nothing is written for this chain. Purchases are read from timelines, which the worker makes of events once and adds to as they come.',
  tables: [],
  state: ['memberships', 'membership_changes'],
  prepare: (meter, known) => buildTimelines(meter, timelinesOf(definitions, known, firstStream)),
  async evaluate(meter, { asOf, known, run }) {
    const streams = await readStreams(meter, asOf, { definitions, ...timelinesOf(definitions, known, firstStream) });
    const values = await runPlan(meter, { definitions, asOf, known, run, streams });
    return { heavy: values.get(heavyLine) ?? 'none', declining: values.get(decliningLine) ?? 'none' };
  },
  cleanUp: (meter, { run }) => dropScratch(meter, run),
  stored: {
    members: (segment, run) => ({
      query: storedMembers,
      bindings: { workspace, segment: segments[segment], run },
    }),
    changes: (segment, run) => ({
      query: `SELECT profile, CAST(change, 'Int8') AS change FROM membership_changes FINAL
      WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND run = {run:UInt64}`,
      bindings: { workspace, segment: segments[segment], run },
    }),
  },
};

/** `SELECT profile`: the members of a segment as a run left them. */
export const storedMembers = `SELECT arrayJoin(bitmapToArray(members)) AS profile FROM (
  SELECT members FROM memberships
  WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND run <= {run:UInt64}
  ORDER BY chunk, run DESC LIMIT 1 BY chunk
)`;
