import { z } from 'zod';

const most = Number.MAX_SAFE_INTEGER;

/** What a workspace's runs may take; null: as the installation has it. */
export const runQuota = z
  .strictObject({
    statementSeconds: z.int().min(1).max(540).nullable().describe('A statement that takes longer is stopped.'),
    statementMemory: z
      .int()
      .min(16_777_216)
      .max(most)
      .nullable()
      .describe('Bytes of memory that a statement may take.'),
    statementRows: z.int().min(1).max(most).nullable().describe('Rows that a statement may read.'),
    concurrent: z.int().min(1).max(64).nullable().describe('Statements that run at once.'),
    weight: z
      .int()
      .min(1)
      .max(100)
      .nullable()
      .describe('Its turns in the queue against those of other workspaces; 1 where nothing is said.'),
  })
  .meta({ id: 'RunQuota' });

export type RunQuota = z.infer<typeof runQuota>;
