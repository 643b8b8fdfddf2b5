import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { sql } from 'drizzle-orm';
import type { FastifyReply } from 'fastify';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { TemporalService } from '../temporal/temporal.service.ts';
import type { ComponentState, Health } from './health.schemas.ts';
import { readStateFile } from './state-file.ts';

/** Milliseconds that a component has to answer in. */
const patience = 3_000;

/** Asks each component how it is; where the launcher knows why one does not answer, its word is passed on. */
@Injectable()
export class HealthService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly temporal: TemporalService,
  ) {}

  /** Answers 503 while a database is down: nothing works without them. */
  async answer(reply: FastifyReply): Promise<Health> {
    const health = await this.check();
    const { postgres, clickhouse } = health.components;
    if (postgres.state !== 'ready' || clickhouse.state !== 'ready') void reply.status(503);
    void reply.header('cache-control', 'no-store');
    return health;
  }

  async check(): Promise<Health> {
    const told = await readStateFile(this.settings.stateFile);
    const [postgres, clickhouse, temporal, worker] = await Promise.all([
      stateOf(told['postgres'], () => this.database.execute(sql`SELECT 1`)),
      stateOf(told['clickhouse'], () => this.#pingClickHouse()),
      stateOf(told['temporal'], () => this.temporal.call((client) => client.workflowService.getSystemInfo({}))),
      stateOf(told['worker'], () => this.#findWorker()),
    ]);
    const states = [postgres, clickhouse, temporal, worker].map(({ state }) => state);
    const coming = states.some((state) => state === 'starting' || state === 'fetching' || state === 'building');
    const status = states.every((state) => state === 'ready') ? 'ok' : coming ? 'starting' : 'degraded';
    return { status, components: { postgres, clickhouse, temporal, worker } };
  }

  async #pingClickHouse(): Promise<void> {
    const ping = await this.clickHouse.ping();
    if (!ping.success) throw ping.error;
  }

  /** A worker is there when somebody has asked for tasks lately. */
  async #findWorker(): Promise<void> {
    const queue = await this.temporal.call((client) =>
      client.workflowService.describeTaskQueue({
        namespace: 'default',
        taskQueue: { name: this.temporal.taskQueue },
        taskQueueType: 1,
      }),
    );
    if ((queue.pollers ?? []).length === 0) throw new Error('No worker asks for tasks.');
  }
}

async function stateOf(told: ComponentState | undefined, probe: () => Promise<unknown>): Promise<ComponentState> {
  try {
    await Promise.race([
      probe(),
      new Promise((_, refuse) => setTimeout(refuse, patience, new Error('No answer.')).unref()),
    ]);
    return { state: 'ready', ...(told?.since && told.state === 'ready' ? { since: told.since } : {}) };
  } catch {
    return told && told.state !== 'ready' ? told : { state: 'down' };
  }
}
