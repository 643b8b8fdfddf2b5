import { Injectable } from '@nestjs/common';
import type { InboxMessage } from '@cutline/worker/incoming';
import type { SendingSource } from '../access/caller.ts';
import { Problem } from '../problem-details/problem.ts';
import type { InboxEntry } from './inbox-entry.ts';
import { InboxGaugeService } from './inbox-gauge.service.ts';
import { InboxService } from './inbox.service.ts';
import type { AcceptedBatch, AcceptedMessage } from './ingestion.schemas.ts';
import { MappingsService } from './mappings.service.ts';
import { UnreadableBody, type MessageBody } from './message-body.ts';
import { RatesService } from './rates.service.ts';
import { problemOf, rejectionOf, type Rejection } from './refusals.ts';
import type { MessageProblem } from './reading/message-problem.ts';
import type { MessageType } from './reading/message-type.ts';
import { readMessage, type ReadMessage, type ReadingSettings } from './reading/read-message.ts';
import { isObject, typeNameOf } from './reading/read-text.ts';
import { sampleMessage, sampleUnreadable } from './sample-message.ts';

/** Messages of a batch, and characters of one of them, at most. */
export const mostMessages = 5_000;
export const longestMessage = 128 * 1024;

/** Takes what sources send: reads it, keeps what can land, and says what was wrong with the rest. */
@Injectable()
export class IngestionService {
  constructor(
    private readonly inbox: InboxService,
    private readonly gauge: InboxGaugeService,
    private readonly mappings: MappingsService,
    private readonly rates: RatesService,
  ) {}

  /** One message. When it resolves, the message is durable. Throws what a source is told otherwise; see docs/ingestion.md. */
  async takeOne(source: SendingSource, type: MessageType, body: MessageBody | undefined): Promise<AcceptedMessage> {
    const given = await this.#contentOf(source, type, body);
    this.#admit(source, 1);
    const settings = this.#settings(source, { type });
    const read = this.#read(given, settings, body!.text.length > longestMessage);
    const entry = this.#entry(source, [read], [given], type);
    if (read.outcome === 'refused') {
      this.#keepAside(entry);
      throw problemOf(read.problems[0]);
    }
    await this.#keep(entry);
    return { success: true };
  }

  /** A batch: those messages that can be are taken, and the others named. Throws where none can be taken. */
  async takeBatch(source: SendingSource, body: MessageBody | undefined): Promise<AcceptedBatch> {
    const content = await this.#contentOf(source, 'batch', body);
    const given = isObject(content) ? content['batch'] : undefined;
    if (!isObject(content) || !Array.isArray(given))
      throw await this.#unreadable(source, 'batch', body!.text, {
        code: 'not-a-batch',
        pointer: '/batch',
        message: `A batch has a list of messages in \`batch\`; found ${given === undefined ? 'none' : typeNameOf(given)}.`,
      });
    if (given.length > mostMessages)
      throw new Problem(413, 'too-large', `A batch has at most ${mostMessages} messages. Send smaller ones.`);
    this.#admit(source, given.length);
    const settings = this.#settings(source, { batch: { sentAt: content['sentAt'], context: content['context'] } });
    const measured = body!.text.length > longestMessage;
    const read = given.map((message) => this.#read(message, settings, measured && isTooLong(message)));
    const rejected = read.flatMap((one, index): Rejection[] =>
      one.outcome === 'refused' ? [rejectionOf(index, one.problems[0])] : [],
    );
    const entry = this.#entry(source, read, given);
    if (rejected.length > 0 && rejected.length === given.length) {
      this.#keepAside(entry);
      throw problemOf(read[0]!.outcome === 'refused' ? read[0]!.problems[0] : undefined, rejected);
    }
    if (given.length > 0) await this.#keep(entry);
    return { success: true, ...(rejected.length > 0 ? { rejected: rejected.slice(0, 1_000) } : {}) };
  }

  #read(given: unknown, settings: ReadingSettings, tooLong: boolean): ReadMessage {
    if (!tooLong) return readMessage(given, settings);
    const message = `A message has at most ${longestMessage / 1024} KiB.`;
    return { outcome: 'refused', problems: [{ code: 'message-too-large', pointer: '', message }] };
  }

  #settings(source: SendingSource, more: Pick<ReadingSettings, 'type' | 'batch'>): ReadingSettings {
    return { mapping: this.mappings.of(source), now: Date.now(), currency: source.workspace.currency, ...more };
  }

  async #contentOf(source: SendingSource, type: string, body: MessageBody | undefined): Promise<unknown> {
    const problem = body ? body.problem : new UnreadableBody('not-json', 'There is no body.');
    if (!problem) return body!.content;
    this.#keepAside({
      ...this.#entry(source, [], []),
      sampled: this.rates.mayShow(source, 'refused')
        ? [sampleUnreadable(type, body?.text ?? '', { code: problem.code, pointer: '', message: problem.detail })]
        : [],
      refused: 1,
    });
    throw problem;
  }

  async #unreadable(source: SendingSource, type: string, text: string, problem: MessageProblem) {
    const sampled = this.rates.mayShow(source, 'refused') ? [sampleUnreadable(type, text, problem)] : [];
    this.#keepAside({ ...this.#entry(source, [], []), sampled, refused: 1 });
    return problemOf(problem);
  }

  #entry(source: SendingSource, read: readonly ReadMessage[], given: readonly unknown[], type?: string): InboxEntry {
    const messages: InboxMessage[] = [];
    const entry: InboxEntry = { source, sampled: [], accepted: 0, ignored: 0, refused: 0 };
    for (const [index, one] of read.entries()) {
      if (one.outcome === 'taken') messages.push(one.message);
      else entry[one.outcome] += 1;
      if (this.rates.mayShow(source, one.outcome)) entry.sampled.push(sampleMessage(type, given[index], one));
    }
    entry.accepted = messages.length;
    if (messages.length > 0)
      entry.row = {
        workspace: source.workspace.number,
        source: source.id,
        messages: messages.length,
        contents: JSON.stringify(messages),
      };
    return entry;
  }

  #admit(source: SendingSource, messages: number): void {
    this.gauge.makeSureOfRoom();
    this.rates.take(source, messages);
  }

  async #keep(entry: InboxEntry): Promise<void> {
    await this.inbox.put(entry);
    this.gauge.add(entry.accepted);
  }

  /** What is only shown and counted keeps nobody waiting, and is lost with the database. */
  #keepAside(entry: InboxEntry): void {
    this.inbox.put(entry).catch(() => {});
  }
}

function isTooLong(message: unknown): boolean {
  try {
    return (JSON.stringify(message) ?? '').length > longestMessage;
  } catch {
    // Nested too deep to be written; said where it is read.
    return false;
  }
}
