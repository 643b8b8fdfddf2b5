import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { findPerson, nameOf, putIntoInbox, schema } from '@cutline/postgres';
import { keyedHash } from '@cutline/secrets';
import type { erasePerson, recomputeWorkspace } from '@cutline/worker/workflows';
import { WorkflowNotFoundError } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import type { History } from './check-results.ts';
import { publishDefinitions } from './publish-definitions.ts';
import type { StoredData } from './read-data.ts';
import type { Script, SentMessage, Step } from './script.ts';
import type { Lane, WorkspaceRow } from './stage.ts';
import type { SentWorld } from './world.ts';

const { erasure, erasureSubject, erasedIdentifier, identifier: identifierTable, inbox } = schema;

type RunRequest = NonNullable<Parameters<typeof recomputeWorkspace>[0]['waiting']>[number];

/** Does what a script says, with the code that does it in the product, and waits until nothing of it is under way. */
export class Doer {
  readonly #lane: Lane;
  readonly #script: Script;
  readonly #workspace: WorkspaceRow;
  readonly #model: { sent: SentWorld; history: History };

  constructor(lane: Lane, script: Script, workspace: WorkspaceRow, model: { sent: SentWorld; history: History }) {
    this.#lane = lane;
    this.#script = script;
    this.#workspace = workspace;
    this.#model = model;
  }

  /** `stored` is what the stores held before. */
  async do(step: Step, stored: StoredData | undefined): Promise<void> {
    const lane = this.#lane;
    switch (step.do) {
      case 'publish':
        return publishDefinitions(lane.stage.database, this.#workspace, step.definitions);
      case 'land':
        if (step.by === 'inbox') await this.#putIntoInbox(step.messages);
        lane.begin(step.faults);
        await (step.by === 'inbox' ? this.#drain() : this.#import(step.messages));
        break;
      case 'erase':
        await this.#erase(step, stored);
        break;
      case 'run':
        await this.#putIntoInbox(step.meanwhile);
        lane.begin(step.faults);
        await Promise.all([this.#run(step), step.meanwhile.length > 0 ? this.#drain() : undefined]);
    }
    await this.#untilQuiet();
    await lane.end();
  }

  /** Each source's messages in a row of its own. */
  async #putIntoInbox(messages: SentMessage[]): Promise<void> {
    const rows = [...Map.groupBy(messages, ({ source }) => source)].map(([source, own]) => ({
      workspace: this.#workspace.number,
      source,
      messages: own.length,
      contents: JSON.stringify(own.map(({ source: _, ...message }) => message)),
    }));
    await putIntoInbox(this.#lane.stage.database, rows);
    this.#model.sent.landed(messages);
  }

  /** As the worker's loop does: again and again until nothing waits. */
  async #drain(): Promise<void> {
    const { number } = this.#workspace;
    await insist(async () => {
      await this.#lane.drain(number);
      // A connection that was cut may have held the lock still.
      const waiting = await this.#lane.stage.database.$count(inbox, eq(inbox.workspace, number));
      if (waiting > 0) throw new Error(`${waiting} rows wait in the inbox`);
    });
  }

  async #import(messages: SentMessage[]): Promise<void> {
    const fresh = this.#model.sent.admitted(messages);
    this.#model.sent.landed(fresh);
    const said = ({ identifiers, time, messageId, source }: SentMessage) => ({ identifiers, time, messageId, source });
    const landing = {
      workspace: this.#workspace.number,
      origin: `import:${randomUUID()}`,
      source: 'import',
      checkDuplicates: true,
      events: fresh.flatMap((each) => (each.event ? [{ ...each.event, ...said(each) }] : [])),
      profiles: fresh.flatMap((each) =>
        each.event || each.identity
          ? []
          : [{ ...said(each), attributes: each.attributes ?? {}, consents: each.consents ?? {} }],
      ),
      aliases: fresh.flatMap((each) =>
        each.previous === undefined ? [] : [{ ...said(each), previous: each.previous }],
      ),
      identityChanges: fresh.flatMap(({ identity, time, messageId, source }) =>
        identity ? [{ ...identity, time, messageId, source }] : [],
      ),
    };
    await insist(() => this.#lane.land(landing));
  }

  async #run({ asOf, scope }: Extract<Step, { do: 'run' }>): Promise<void> {
    if (scope === 'live') {
      await insist(() => this.#lane.live(this.#workspace, asOf));
      return;
    }
    const { client, taskQueue } = this.#lane.worker(this.#script);
    const instant = new Date(asOf).toISOString();
    const request: RunRequest = { trigger: 'manual', requestId: randomUUID(), asOf: instant, scope };
    await client.workflow.signalWithStart<typeof recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
      workflowId: `recompute-${this.#workspace.id}`,
      taskQueue,
      args: [{ workspaceId: this.#workspace.id, trigger: 'manual' }],
      signal: 'requestRun',
      signalArgs: [request],
    });
  }

  /** As the API does it. */
  async #erase({ identifier, faults }: Extract<Step, { do: 'erase' }>, stored: StoredData | undefined): Promise<void> {
    const { database, keyring } = this.#lane.stage;
    const { id, number } = this.#workspace;
    const [named] = await database
      .select({ profile: identifierTable.profile })
      .from(identifierTable)
      .where(
        and(
          eq(identifierTable.workspace, number),
          eq(identifierTable.kind, identifier.kind),
          eq(identifierTable.value, identifier.value),
        ),
      );
    if (!named || !stored) return;
    const { numbers, identifiers } = await findPerson(database, number, named.profile);
    const names = identifiers.map(nameOf);
    const erasureId = await database.transaction(async (tx) => {
      const [made] = await tx.insert(erasure).values({ workspaceId: id, status: 'running' }).returning();
      await tx.insert(erasureSubject).values({ erasureId: made!.id, numbers, identifiers: names });
      const hashes = names.map((name) => ({ workspace: number, hash: keyedHash(keyring, name), erasureId: made!.id }));
      await tx.insert(erasedIdentifier).values(hashes).onConflictDoNothing();
      return made!.id;
    });
    this.#model.sent.erased(new Set(numbers), names, stored);
    this.#model.history.erased(numbers);
    this.#lane.begin(faults);
    await insist(async () => {
      await database.update(erasure).set({ status: 'running' }).where(eq(erasure.id, erasureId));
      const { client, taskQueue } = this.#lane.worker(this.#script);
      await client.workflow.execute<typeof erasePerson>('erasePerson', {
        workflowId: `erase-${erasureId}`,
        taskQueue,
        args: [{ workspaceId: id, erasureId }],
      });
    });
  }

  async #untilQuiet(): Promise<void> {
    for (const workflow of ['recompute', 'timelines']) await this.#ended(`${workflow}-${this.#workspace.id}`);
    // A build may have been begun by a run that ended while it was looked at.
    await this.#ended(`timelines-${this.#workspace.id}`);
  }

  async #ended(workflowId: string): Promise<void> {
    const { client } = this.#lane.worker(this.#script);
    await client.workflow
      .getHandle(workflowId)
      .result()
      .catch((error: unknown) => {
        if (
          !(error instanceof WorkflowNotFoundError) &&
          !(error instanceof Error && error.name === 'WorkflowFailedError')
        )
          throw error;
      });
  }
}

/** What faults stop is tried again; they come to an end. */
async function insist(work: () => Promise<void | object>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === 40) throw error;
      await wait(Math.min(10 * tries, 200));
    }
  }
}
