import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { POSTGRES } from '../databases/tokens.ts';
import { lockAndCountPeople } from '../organisations/organisations.queries.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { updateUrl, writeCredentials, type Credentials } from './credentials.ts';
import { DemoService } from './demo.service.ts';
import { seed } from './seed.ts';

/** Milliseconds between tries to reach Temporal. */
const pause = 1_000;

/** Makes an empty installation one that people can sign in to and find data in. */
@Injectable()
export class FirstRunService implements BeforeApplicationShutdown {
  readonly #stop = new AbortController();

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly demo: DemoService,
  ) {}

  /** Seeds where there is nobody yet, and returns how to get in; null where somebody is there already. */
  async prepare(): Promise<Credentials | null> {
    if (!this.settings.firstRun) return null;
    const { home, publicUrl } = this.settings;
    await updateUrl(home, publicUrl);
    return this.database.transaction(async (transaction) => {
      if ((await lockAndCountPeople(transaction)) > 0) return null;
      const credentials = { url: publicUrl, ...(await seed(transaction)) };
      // Before the commit: nobody should ever exist whose password is written down nowhere.
      await writeCredentials(home, credentials);
      return credentials;
    });
  }

  /** Starts filling the demo as soon as Temporal answers, which may be minutes after the API does. */
  async fillDemo(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        return await this.demo.fill();
      } catch {
        await wait(pause, undefined, { signal }).catch(() => {});
      }
    }
  }

  beforeApplicationShutdown(): void {
    this.#stop.abort();
  }
}
