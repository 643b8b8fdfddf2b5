import type { Contender } from './contender.ts';
import { edges, workspace } from './story.ts';

/** No way of computing the chain reads less than this. */
export const floor: Contender = {
  name: 'Floor: reading the columns',
  store: 'clickhouse',
  way: 'Reads the same columns of the same events once and does nothing with them.',
  tables: [],
  state: [],
  async evaluate(meter, { asOf, known }) {
    const { start, end } = edges(asOf);
    await meter.rows(
      `SELECT count(), sum(profile), max(time) FROM events
       WHERE workspace = {workspace:UInt32} AND action = 'transaction.charge' AND batch <= {known:UInt64}
         AND time >= fromUnixTimestamp64Milli({start:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({end:Int64}, 'UTC')`,
      { workspace, known, start, end },
    );
    return undefined;
  },
  stored: undefined,
};
