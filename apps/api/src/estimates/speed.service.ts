import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { speedOf, type Speed } from '@cutline/segment-sql';
import { POSTGRES } from '../databases/tokens.ts';
import { loadMeasuredSteps } from './estimates.queries.ts';

/** Steps that are looked at, and for how long what they said holds, in milliseconds. */
const steps = 200;
const holdsFor = 60_000;

/** How fast this installation is, by what its last runs did. */
@Injectable()
export class SpeedService {
  #last: { at: number; speed: Promise<Speed> } | null = null;

  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  async current(): Promise<Speed> {
    if (this.#last && Date.now() - this.#last.at < holdsFor) return this.#last.speed;
    const speed = loadMeasuredSteps(this.database, steps).then(speedOf);
    const last = { at: Date.now(), speed };
    this.#last = last;
    // What failed is asked for again.
    speed.catch(() => {
      if (this.#last === last) this.#last = null;
    });
    return speed;
  }
}
