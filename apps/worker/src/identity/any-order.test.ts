import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf } from '../drain-inbox/read-rows.ts';
import type { Workspace } from '../find-workspace.ts';
import type { IdentifierOf, Identifiers, InboxMessage } from '../ingestion/incoming.ts';
import { landBatch } from '../ingestion/land-batch.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { messages } from './testing/messages.ts';
import { plainModel, type PlainResult } from './testing/plain-model.ts';

/** Cases in all; many share a workspace, each with identifiers of its own, as a batch costs the same for one as for many. */
const cases = Number(process.env['CUTLINE_IDENTITY_CASES'] ?? 100);
const atOnce = 20;
const batches = 4;

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

/** Messages of one case, each with the batch it comes in. */
interface Case {
  all: InboxMessage[];
  batchOf: number[];
}

const oneCase: fc.Arbitrary<Case> = messages.chain((all) =>
  fc.record({
    all: fc.shuffledSubarray(all, { minLength: all.length }),
    batchOf: fc.array(fc.nat(batches - 1), { minLength: all.length, maxLength: all.length }),
  }),
);

/** What stands in the databases, in the words of the model; people are named by their identifiers. */
interface Found {
  people: string[];
  /** Those with more than anonymous ids, as the base of segments has it, each with the customId that ties go by. */
  named: string[];
  /** By message id. */
  personOf: Record<string, string>;
  /** By person what was said last. */
  said: Record<string, string>;
  conflicts: string[];
}

test(
  'profiles are what they would be had all messages arrived in the order of their time',
  { timeout: 60_000 + cases * 1_000 },
  async () => {
    const seed = Number(process.env['CUTLINE_SEED'] ?? Date.now() & 0x7fffffff);
    console.info(`any-order: seed ${seed}, ${cases} cases`);
    await fc.assert(
      fc.asyncProperty(fc.array(oneCase, { minLength: 1, maxLength: atOnce, size: 'max' }), async (some) => {
        const workspace = await stage.another();
        for (let batch = 0; batch < batches; batch += 1) await land(workspace, batch, some);
        const found = await stored(workspace);
        for (const [place, { all }] of some.entries())
          expect(found.get(place) ?? nothing()).toEqual(expected(plainModel(all)));
      }),
      { seed, numRuns: Math.ceil(cases / atOnce) },
    );
  },
);

const nothing = (): Found => ({ people: [], named: [], personOf: {}, said: {}, conflicts: [] });

function expected({ people, personOf, said, conflicts }: PlainResult): Found {
  const names = people.map((person) => person.join(' '));
  return {
    people: names.toSorted(),
    named: people
      .flatMap((person, place) => {
        const customIds = person.filter((name) => name.startsWith('customId:')).toSorted();
        return person.every((name) => name.startsWith('anonymousId:'))
          ? []
          : [`${names[place]}, by ${customIds[0] ?? 'none'}`];
      })
      .toSorted(),
    personOf: Object.fromEntries([...personOf].map(([id, place]) => [id, names[place]!])),
    said: Object.fromEntries([...said].map(([place, what]) => [names[place]!, what])),
    conflicts,
  };
}

async function land(workspace: Workspace, batch: number, some: Case[]): Promise<void> {
  const waiting = some.flatMap(({ all, batchOf }, place) =>
    all.filter((_, index) => batchOf[index] === batch).map((message) => ofCase(place, message)),
  );
  const { events, profiles, aliases, identityChanges } = contentsOf(
    waiting.map((message) => ({ ...message, source: 'test', row: 1 })),
  );
  await landBatch(stage, {
    workspace: workspace.number,
    origin: `test:${batch}`,
    source: 'test',
    events,
    profiles,
    aliases,
    identityChanges,
  });
}

/** The message with identifiers and an id that no other case has. */
function ofCase(place: number, { identifiers, identity, previous, messageId, ...rest }: InboxMessage): InboxMessage {
  const own = (value: string) => `${place}/${value}`;
  const ownOf = ({ kind, value }: IdentifierOf): IdentifierOf => ({ kind, value: own(value) });
  return {
    ...rest,
    identifiers: Object.fromEntries(
      Object.entries(identifiers).map(([kind, value]) => [kind, own(value)]),
    ) as Identifiers,
    messageId: own(messageId),
    ...(previous === undefined ? {} : { previous: own(previous) }),
    ...(identity ? { identity: { ...identity, from: ownOf(identity.from), into: ownOf(identity.into) } } : {}),
  };
}

/** What stands in the databases, by case: people as PostgreSQL has them, messages as ClickHouse does. */
async function stored({ number: workspace }: Workspace): Promise<Map<number, Found>> {
  const found = new Map<number, Found>();
  const of = (owned: string): { own: string; result: Found } => {
    const [place, own] = [Number(owned.slice(0, owned.indexOf('/'))), owned.slice(owned.indexOf('/') + 1)];
    const result = found.get(place) ?? nothing();
    found.set(place, result);
    return { own, result };
  };
  const identifiers = await stage.database.execute<{
    id: string;
    kind: string;
    value: string;
    profile: string;
    seen: boolean;
  }>(sql`
    SELECT id, kind, value, profile, seen FROM identifier WHERE workspace = ${workspace}`);
  const names = new Map<string, string>();
  for (const [profile, members] of Map.groupBy(
    identifiers.rows.filter(({ seen }) => seen),
    (row) => row.profile,
  )) {
    const name = members
      .map(({ kind, value }) => `${kind}:${of(value).own}`)
      .toSorted()
      .join(' ');
    names.set(profile, name);
    of(members[0]!.value).result.people.push(name);
  }
  for (const { result } of identifiers.rows.map(({ value }) => of(value))) result.people.sort();

  const aliases = `aliases AS (
      SELECT number, argMax(profile, batch) AS profile FROM profile_aliases WHERE workspace = ${workspace} GROUP BY number
    )`;
  const baseRows = await stage.rows<{ profile: number; customId: string }>(`
    WITH ${aliases}
    SELECT if(aliases.number = 0, identifier.profile, aliases.profile) AS profile, minIf(value, kind = 'customId') AS customId
    FROM (SELECT * FROM identifiers WHERE workspace = ${workspace}) AS identifier
    LEFT JOIN aliases ON aliases.number = identifier.profile
    GROUP BY profile
    HAVING countIf(kind != 'anonymousId') > 0`);
  for (const { profile, customId } of baseRows) {
    const person = names.get(String(profile));
    if (person === undefined) throw new Error(`Profile ${profile} is in the base, and nobody is in it`);
    const { result } = of(identifiers.rows.find((row) => row.profile === String(profile))!.value);
    result.named.push(`${person}, by ${customId ? `customId:${of(customId).own}` : 'none'}`);
    result.named.sort();
  }
  const messageRows = await stage.rows<{ id: string; said: string; profile: number }>(`
    WITH ${aliases}
    SELECT message_id AS id, said, if(aliases.number = 0, message.profile, aliases.profile) AS profile
    FROM (
      SELECT profile, time, message_id, '' AS said FROM events WHERE workspace = ${workspace}
      UNION ALL
      SELECT profile, time, message_id, ifNull(text, '') AS said FROM profile_values WHERE workspace = ${workspace}
    ) AS message
    LEFT JOIN aliases ON aliases.number = message.profile
    ORDER BY time, message_id`);
  for (const { id, said, profile } of messageRows) {
    const { own, result } = of(id);
    const person = names.get(String(profile)) ?? `profile ${profile}, which nobody is in`;
    result.personOf[own] = person;
    if (said) result.said[person] = said;
  }
  const conflicts = await stage.database.execute<{ weaker: string; value: string; stronger: string }>(sql`
    SELECT begun.kind AS weaker, begun.value, ended.kind || ':' || ended.value AS stronger
    FROM identity_link AS link
    JOIN identifier AS begun ON begun.id = link.from_id
    JOIN identifier AS ended ON ended.id = link.to_id
    WHERE link.workspace = ${workspace} AND link.kind = 'together' AND NOT link.followed`);
  for (const { weaker, value, stronger } of conflicts.rows) {
    const { own, result } = of(value);
    result.conflicts.push(`${weaker}:${own} ${stronger.replace(/\d+\//, '')}`);
    result.conflicts.sort();
  }
  return found;
}
