import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { DemoService } from '../first-run/demo.service.ts';
import { ImportWorkflowsService } from '../imports/import-workflows.service.ts';
import { findForgottenImports, findUnfinishedWork } from '../imports/imports.queries.ts';
import { UnfinishedUploadsService } from '../imports/unfinished-uploads.service.ts';
import { PendingPrivacyService } from '../privacy/pending-privacy.service.ts';
import { deleteOldSourceMessages } from '../ingestion/old-messages.queries.ts';
import { RunRequestsService } from '../runs/run-requests.service.ts';
import { SchedulesService } from '../schedules/schedules.service.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { RemovalsService } from '../workspaces/removals.service.ts';
import {
  cancelUnstarted,
  deleteExpired,
  listLiveWorkspaces,
  listNeededUploads,
  listRemovedWorkspaces,
  listUncomputedWorkspaces,
  thinSizes,
} from './housekeeping.queries.ts';
import { deleteOldUploads } from './old-uploads.ts';
import { ThinningService } from './thinning.service.ts';

const minute = 60_000;

/** The light work beside the requests. All of it may be done twice, or by several API processes at once. */
@Injectable()
export class HousekeepingService {
  readonly #logger = new Logger('housekeeping');

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly schedules: SchedulesService,
    private readonly runs: RunRequestsService,
    private readonly removals: RemovalsService,
    private readonly imports: ImportWorkflowsService,
    private readonly unfinished: UnfinishedUploadsService,
    private readonly demo: DemoService,
    private readonly privacy: PendingPrivacyService,
    private readonly thinning: ThinningService,
  ) {}

  @Interval(minute)
  async everyMinute(): Promise<void> {
    await this.#try('schedules', () => this.reconcileSchedules());
    await this.#try('pending work', () => this.resumePending());
    await this.#try('old messages', () => deleteOldSourceMessages(this.database));
  }

  @Interval(60 * minute)
  async everyHour(): Promise<void> {
    await this.#try('expired sessions', () => deleteExpired(this.database));
    await this.#try('sizes between runs', () => thinSizes(this.database));
    await this.#try('memberships between runs', () => this.thinning.start());
    await this.#try('old uploads', () => this.deleteUploads());
  }

  /** Makes Temporal's schedules those that Postgres says there should be. */
  async reconcileSchedules(): Promise<void> {
    await this.schedules.reconcile(() => listLiveWorkspaces(this.database));
  }

  /** Asks for what could not be asked for while Temporal was away: demo data, runs, removals, imports, erasures; and for what is due. */
  async resumePending(now = new Date()): Promise<void> {
    await this.demo.fill();
    for (const workspace of await listUncomputedWorkspaces(this.database, now))
      await this.runs.request(workspace, 'publish');
    for (const { id } of await listRemovedWorkspaces(this.database)) await this.removals.start(id);
    for (const { id, workspaceId } of await findForgottenImports(this.database))
      await this.imports.start(workspaceId, id);
    for (const { id, workspaceId, status } of await findUnfinishedWork(this.database))
      await (status === 'undoing' ? this.imports.undo(workspaceId, id) : this.imports.fetch(workspaceId, id));
    await this.privacy.start();
  }

  async deleteUploads(): Promise<void> {
    // Before the cancelling, which makes those that are cancelled look as if they had only just ended.
    const needed = await listNeededUploads(this.database);
    await cancelUnstarted(this.database);
    await this.unfinished.removeAbandoned();
    await deleteOldUploads(join(this.settings.home, 'uploads'), needed);
  }

  async #try(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn(
        { what, reason: error instanceof Error ? error.message.slice(0, 200) : '' },
        'Will be tried again',
      );
    }
  }
}
