import { eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { baseIds } from '@cutline/segment-sql';
import { LiveStory } from '../../live/testing/live-story.ts';
import { thinWorkspace } from '../thin-workspace.ts';

/** A row of memberships: whose, and what was written in which run. */
export interface MembershipRow {
  segment: string;
  chunk: number;
  run: number;
  members: number[];
}

/** A workspace whose days go by: each run ended at the instant that it speaks of. */
export class ShopDays extends LiveStory {
  /** Members by segment as they were after each run, by its number. */
  readonly said = new Map<number, Map<string, string>>();
  #landed = 0;

  /** Customers buy so many times at an instant (ISO 8601), and a live run sees it a second later. */
  async buy(time: string, customers: Record<number, number>): Promise<void> {
    await this.land(`days-${(this.#landed += 1)}`, customers, time);
    await this.live(new Date(Date.parse(time) + 1_000).toISOString());
    await this.#note();
  }

  async runAt(asOf: string): Promise<void> {
    await this.run({ asOf });
    await this.#note();
  }

  /** Lets every run have ended when its clock says. */
  async #note(): Promise<void> {
    const { run } = schema;
    await this.stage.database
      .update(run)
      .set({ startedAt: run.asOf, finishedAt: run.asOf })
      .where(eq(run.workspaceId, this.workspace.id));
    const last = (await this.runs()).findLast(({ status }) => status === 'completed')!;
    this.said.set(last.number, await this.statesAt(last.number));
  }

  thin(now: string): Promise<number> {
    return thinWorkspace(this.stage, this.workspace, { now: new Date(now) });
  }

  /** All rows in the order of their runs; of the base with `base`, of segments without. */
  async rowsOf({ base }: { base: boolean }): Promise<MembershipRow[]> {
    const bases = Object.values(baseIds).map((id) => `'${id}'`);
    const rows = await this.stage.rows<MembershipRow>(`
      SELECT segment, chunk, toUInt32(run) AS run, arraySort(bitmapToArray(members)) AS members
      FROM memberships
      WHERE workspace = ${this.workspace.number} AND segment ${base ? '' : 'NOT'} IN (${bases.join(', ')})
      ORDER BY run, segment, chunk`);
    return rows;
  }

  /** Members of each segment after a run, as text, by what is stored. */
  async statesAt(run: number): Promise<Map<string, string>> {
    const last = new Map<string, Map<number, number[]>>();
    for (const row of await this.rowsOf({ base: false })) {
      if (row.run > run) continue;
      const chunks = last.get(row.segment) ?? new Map<number, number[]>();
      last.set(row.segment, chunks.set(row.chunk, row.members));
    }
    return new Map([...last].map(([id, chunks]) => [id, [...chunks.values()].flat().join(' ')]));
  }

  /** The number of the run that speaks of an instant. */
  async runOf(asOf: string): Promise<number> {
    const found = (await this.runs()).find((run) => run.asOf.getTime() === Date.parse(asOf));
    if (!found) throw new Error(`No run speaks of ${asOf}`);
    return found.number;
  }

  /** Each change that was ever published. */
  async allChanges(): Promise<unknown[]> {
    return this.stage.rows(`SELECT segment, toUInt32(run) AS run, profile, change, at, reason
      FROM membership_changes FINAL WHERE workspace = ${this.workspace.number} ORDER BY run, segment, profile`);
  }
}
