import { calendar as anyCalendar, dayLong, type Calendar } from '@cutline/segment-sql/test/generate-calendar';
import { linesOf } from '@cutline/segment-sql/test/generate-workspace';
import { createRandom, type Random } from '@cutline/test-kill/random';
import fc from 'fast-check';
import { DocumentSource } from './generate-documents.ts';
import { MessageSource } from './generate-messages.ts';
import type { Fault, Scope, Script, Step } from './script.ts';

export interface ScriptOptions {
  /** Which kinds of runs there are. */
  scopes: readonly Scope[];
  /** Whether stores fail; where processes are killed instead they need not. */
  faults: boolean;
}

const currency = 'EUR';

/** The script of a seed: definitions are published and data lands; then anything happens in any order, and in the end a run that nothing stops. */
export function generateScript(seed: number, options: ScriptOptions): Script {
  const random = createRandom(seed);
  const calendar = calendarOf(random);
  const documents = new DocumentSource({ calendar, currency }, random);
  const first = documents.first(3 + random.below(6));
  const messages = new MessageSource(calendar, linesOf(first, calendar), random);
  const clock = new Clock(calendar, random);

  const steps: Step[] = [
    { do: 'publish', definitions: first, faults: [] },
    { do: 'land', by: 'inbox', messages: messages.next(60 + random.below(90)), faults: [] },
    { do: 'run', asOf: clock.now(), scope: 'full', meanwhile: [], faults: faultsOf(random, options) },
  ];
  const howMany = 4 + random.below(6);
  // A run of the moment follows an erasure, whose clock is later than those of the script: what builds upon the run before comes first.
  const erasureFrom = howMany - 1;
  while (steps.length < howMany + 3) {
    const faults = faultsOf(random, options);
    const chance = random.next();
    if (chance < 0.28) {
      const by = random.pick(['inbox', 'inbox', 'import'] as const);
      steps.push({ do: 'land', by, messages: messages.next(5 + random.below(35)), faults });
    } else if (chance < 0.6) steps.push(runOf({ random, clock, messages, options }, faults));
    else if (chance < (steps.length > erasureFrom ? 0.7 : 0.9)) {
      const definitions = random.next() < 0.3 ? documents.more(1 + random.below(3)) : documents.edit();
      if (Object.keys(definitions).length > 0) steps.push({ do: 'publish', definitions, faults: [] });
    } else if (steps.length > erasureFrom) steps.push({ do: 'erase', identifier: messages.somebody(), faults });
  }
  steps.push({ do: 'run', asOf: clock.move(), scope: random.pick(runScopes(options)), meanwhile: [], faults: [] });
  const includeAnonymous = random.next() < 0.3;
  return { timeZone: calendar.timeZone, currency, includeAnonymous, timelines: random.next() < 0.5, steps };
}

interface Sources {
  random: Random;
  clock: Clock;
  messages: MessageSource;
  options: ScriptOptions;
}

function runOf({ random, clock, messages, options }: Sources, faults: Fault[]): Step {
  const meanwhile = random.next() < 0.2 ? messages.next(1 + random.below(10)) : [];
  return { do: 'run', asOf: clock.move(), scope: random.pick(options.scopes), meanwhile, faults };
}

function runScopes({ scopes }: ScriptOptions): Scope[] {
  return scopes.filter((scope) => scope !== 'live');
}

function faultsOf(random: Random, { faults }: ScriptOptions): Fault[] {
  if (!faults || random.next() < 0.45) return [];
  return Array.from({ length: random.pick([1, 1, 2, 3]) }, (): Fault => {
    const store = random.pick(['clickhouse', 'clickhouse', 'postgres'] as const);
    return {
      store,
      at: Math.floor((store === 'clickhouse' ? 40 : 80) * random.next() ** 1.5),
      when: random.pick(['before', 'during', 'after']),
      as: random.pick(['outage', 'outage', 'refusal']),
      times: random.pick([1, 1, 2, 3, 4]),
    };
  });
}

/** Seven instants, from some at which something is special on. */
function calendarOf(random: Random): Calendar {
  const [found] = fc.sample(anyCalendar, { seed: random.below(2 ** 31), numRuns: 1 });
  const asOf = [...found!.asOf];
  for (const days of [0.04, 1, 1, 6, 40]) asOf.push(asOf.at(-1)! + days * dayLong);
  return { ...found!, asOf };
}

/** What runs speak of: mostly later than the one before. */
class Clock {
  readonly #calendar: Calendar;
  readonly #random: Random;
  #at = 0;
  #shift = 0;

  constructor(calendar: Calendar, random: Random) {
    this.#calendar = calendar;
    this.#random = random;
  }

  now(): number {
    return this.#calendar.asOf[this.#at]! + this.#shift;
  }

  move(): number {
    const chance = this.#random.next();
    if (chance < 0.5) this.#at = Math.min(this.#at + 1, this.#calendar.asOf.length - 1);
    else if (chance < 0.7) this.#shift += this.#random.pick([1, 60_000, 3_600_000, dayLong]);
    else if (chance < 0.75) this.#at = Math.max(0, this.#at - 1);
    return this.now();
  }
}
