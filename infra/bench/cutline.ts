import { bindThresholds, planRun, type MetricOfStepRow, type Statement } from '@cutline/segment-sql';
import type { Contender } from './contender.ts';
import { buildTimelines, readStreams } from './keep-timelines.ts';
import type { Meter } from './meter.ts';
import {
  decliningHeavyBuyers,
  decliningLine,
  definitions,
  heavyBuyers,
  heavyLine,
  timeZone,
  workspace,
} from './story.ts';

const segments = { 1: heavyBuyers, 2: decliningHeavyBuyers };

/** The steps that the worker carries out, without what it notes in PostgreSQL. */
export const cutline: Contender = {
  name: 'Cutline',
  way: 'The steps of a run as the worker carries them out, for definitions it has never seen before: nothing is written for this chain. Purchases are read from timelines, which the worker makes of events once and adds to as they come.',
  tables: [],
  state: ['memberships', 'membership_changes'],
  prepare: buildTimelines,
  async evaluate(meter, { asOf, known, run }) {
    const values = new Map<string, string | null>();
    const bind = (statement: Statement): Parameters<Meter['command']> => {
      const { query, query_params } = bindThresholds(statement, values);
      return [query, { ...query_params, reasons: ['recomputed', 'recomputed'] }];
    };
    const settings = { timeZone, currency: 'EUR', includeAnonymous: false, hasRates: false, hasAliases: false };
    const streams = await readStreams(meter, asOf, known);
    for (const step of planRun({ workspace, ...settings, asOf, known, run, definitions, streams }).steps) {
      switch (step.kind) {
        case 'timelines':
          throw new Error('No batch is newer than the timelines');
        case 'base':
        case 'leaves':
          await meter.command(...bind(step.statement));
          break;
        case 'metrics':
          for (const { metric, value } of await meter.rows<MetricOfStepRow>(...bind(step.statement)))
            values.set(metric, value);
          break;
        case 'segments': {
          const { rules, memberships, changes, counts } = step.statements;
          await meter.command(...bind(rules));
          await meter.command(...bind(memberships));
          await meter.command(...bind(changes));
          await meter.rows(...bind(counts));
        }
      }
    }
    await meter.command('ALTER TABLE run_bitmaps DROP PARTITION ({workspace:UInt32}, {run:UInt64})', {
      workspace,
      run,
    });
    return { heavy: values.get(heavyLine) ?? 'none', declining: values.get(decliningLine) ?? 'none' };
  },
  stored: {
    members: (segment, run) => ({
      query: `SELECT arrayJoin(bitmapToArray(members)) AS profile FROM (
        SELECT members FROM memberships
        WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND run <= {run:UInt64}
        ORDER BY chunk, run DESC LIMIT 1 BY chunk
      )`,
      bindings: { workspace, segment: segments[segment], run },
    }),
    changes: (segment, run) => ({
      query: `SELECT profile, CAST(change, 'Int8') AS change FROM membership_changes FINAL
      WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND run = {run:UInt64}`,
      bindings: { workspace, segment: segments[segment], run },
    }),
  },
};
