import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { abandonBatches } from '../ingestion/abandon-batches.ts';
import { landBatch } from '../ingestion/land-batch.ts';
import { demoBatch } from './demo-batch.ts';
import { demoShop, shopMonths, type Shop } from './shop.ts';

export interface LoadDemoInput {
  workspaceId: string;
}

/** Activities of `loadDemo`. */
export function loadDemoActivities({ database, clickhouse }: Pick<Dependencies, 'database' | 'clickhouse'>) {
  /** The shop's two years end on the day its workspace was made: so the same workspace always gets the same shop. */
  const shopOf = (createdAt: Date): Shop => demoShop(createdAt.toISOString().slice(0, 10));
  return {
    /** How many batches the shop has. */
    async countDemoBatches({ workspaceId }: LoadDemoInput): Promise<number> {
      const workspace = await findWorkspace(database, workspaceId);
      return shopMonths(shopOf(workspace.createdAt)).length;
    },

    /** Lands a batch: the month with that index, oldest first. Returns its number of events. */
    async loadDemoBatch({ workspaceId, index }: LoadDemoInput & { index: number }): Promise<number> {
      const workspace = await findWorkspace(database, workspaceId);
      const shop = shopOf(workspace.createdAt);
      const { events, profiles } = demoBatch(shop, shopMonths(shop)[index]!);
      const landing = { workspace: workspace.number, origin: `demo:${index}`, source: 'demo', events, profiles };
      const landed = await landBatch({ database, clickhouse }, landing);
      return landed.events;
    },

    /** Closes a batch that was being loaded when the loading was stopped. */
    async abandonDemo({ workspaceId }: LoadDemoInput): Promise<void> {
      const workspace = await findWorkspace(database, workspaceId);
      await abandonBatches({ database, clickhouse }, workspace.number, 'demo:');
    },
  };
}
