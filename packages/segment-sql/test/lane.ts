import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse } from '@cutline/embedded/vitest-database';
import { agree, type Variant } from './agreement.ts';
import { Disagreement } from './disagreement.ts';
import type { GeneratedWorkspace } from './generate-workspace.ts';
import { unloadWorkspaces } from './load-workspace.ts';
import { reduceWorkspace } from './reduce-workspace.ts';

/** A database in which one workspace after the other is held against the evaluator. */
export interface Lane {
  /** Throws where the engine and the evaluator do not agree. */
  agree(generated: GeneratedWorkspace): Promise<void>;
  /** The least that fails in the same way as this workspace, found within so many seconds. */
  reduce(failing: GeneratedWorkspace, error: unknown, seconds: number): Promise<GeneratedWorkspace>;
  close(): Promise<void>;
}

/** Parts pile up, one for each month of each workspace. */
const workspacesAtOnce = 15;

/** How workspaces are evaluated in turn; one that fails is made smaller as it was. */
const usual: Variant[] = [
  { streams: false, builds: true },
  { streams: true, builds: true },
  { streams: true, builds: false },
  { streams: false, builds: true },
];

export async function openLane(variants = usual): Promise<Lane> {
  const database = await createTestClickHouse();
  const client: ClickHouseClient = connectClickHouse(database);
  await migrateClickHouse(client);
  let workspace = 0;
  let variant = 0;
  const agreeInNext = async (generated: GeneratedWorkspace): Promise<void> => {
    if (workspace > 0 && workspace % workspacesAtOnce === 0) await unloadWorkspaces(client);
    workspace += 1;
    await agree(client, workspace, generated, variants[variant]!);
  };
  return {
    async agree(generated) {
      await agreeInNext(generated);
      variant = (variant + 1) % variants.length;
    },
    async reduce(failing, error, seconds) {
      const fails = async (candidate: GeneratedWorkspace): Promise<boolean> => {
        const other = await agreeInNext(candidate).catch((thrown: unknown) => thrown);
        return other !== undefined && kindOf(other) === kindOf(error);
      };
      const suspects = String(error).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
      return reduceWorkspace(failing, fails, suspects, Date.now() + seconds * 1000);
    },
    async close() {
      await client.close();
      await database.drop();
    },
  };
}

/** What went wrong, without the numbers and ids that change as things are left out. */
function kindOf(error: unknown): string {
  if (error instanceof Disagreement) return error.about;
  return error instanceof Error ? error.message.slice(0, 60).replaceAll(/\d+/g, '') : String(error);
}
