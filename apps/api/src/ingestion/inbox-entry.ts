import type { InboxRow, schema } from '@cutline/postgres';
import type { SendingSource } from '../access/caller.ts';

/** A message as the debugger shows it, but for what only the database knows. */
export type SampledMessage = Omit<
  typeof schema.sourceMessage.$inferInsert,
  'id' | 'workspace' | 'sourceId' | 'inbox' | 'number' | 'batch'
>;

/** What a request leaves behind: messages to keep, and what is shown and counted of it. */
export interface InboxEntry {
  source: SendingSource;
  /** Absent where nothing was accepted. */
  row?: InboxRow;
  /** In the row's order, as far as they are shown. */
  sampled: SampledMessage[];
  accepted: number;
  ignored: number;
  refused: number;
}
