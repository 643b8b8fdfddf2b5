import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoBatch, demoShop, shopMonths } from '@cutline/worker';
import type { MemberPage } from '../segments/segments.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import { computed, land, publish } from './testing/asked-workspace.ts';
import { shopSegments } from './testing/shop-segments.ts';
import type { Why, WhyNode } from './why.schemas.ts';

/** How many pairs of a profile and a segment are asked about, and which (the same seed asks about the same ones). */
const pairs = Number(process.env['WHY_PAIRS'] ?? 150);
const seed = Number(process.env['WHY_SEED'] ?? 1);
const people = 250;

let api: TestApi;
let stopWorker: () => Promise<void>;
let segments: string[];

const get = async <T>(rest: string) => {
  const answer = await api.call<T>('GET', `/api/v1/workspaces/${api.workspace.id}${rest}`, { key: api.key });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

beforeAll(async () => {
  api = await createTestApi();
  const shop = { ...demoShop(new Date().toISOString().slice(0, 10)), people };
  await land(
    api,
    shopMonths(shop).map((month) => ({ origin: month.name, ...demoBatch(shop, month) })),
  );
  segments = await shopSegments((document) => publish(api, document));
  stopWorker = await startTestWorker(api);
  await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/runs`, { key: api.key, body: {} });
  await computed(api, segments);
}, 300_000);
afterAll(async () => {
  await stopWorker();
  await api.drop();
});

it(
  'agrees with the published members, and the conditions that decide do so',
  async () => {
    const members = new Map<string, Set<number>>();
    for (const id of segments) members.set(id, await membersOf(id));
    const random = randomFrom(seed);
    let asked = 0;
    let inside = 0;
    while (asked < pairs) {
      const some = Array.from({ length: Math.min(4, pairs - asked) }, () => {
        const segment = segments[Math.floor(random() * segments.length)]!;
        return { segment, profile: 1 + Math.floor(random() * people) };
      });
      await Promise.all(
        some.map(async ({ segment, profile }) => {
          const why = await get<Why>(`/segments/${segment}/profiles/${profile}/why`);
          const about = `profile ${profile}, “${why.segment.name}”, seed ${seed}`;
          expect(why.member, about).toBe(members.get(segment)!.has(profile));
          expect(why.inBase && why.where.holds && isKept(why), about).toBe(why.member);
          if (why.member) inside += 1;
          if (why.inBase && why.where.holds === why.member) expectDecided(why.where, about);
          else
            expect(
              nodesOf(why.where).filter(({ decides }) => decides),
              about,
            ).toEqual([]);
        }),
      );
      asked += some.length;
    }
    // Both answers come up.
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThan(pairs);
  },
  60_000 + pairs * 3_000,
);

async function membersOf(id: string): Promise<Set<number>> {
  const found = new Set<number>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: MemberPage = await get<MemberPage>(`/segments/${id}/members?limit=100${query}`);
    page.items.forEach(({ profile }) => found.add(profile));
    cursor = page.nextCursor;
  }
  return found;
}

/** What the refinement's line says; where that leaves it to chance who of the level ones is kept, what was published. */
function isKept({ refinement, member }: Why): boolean {
  if (!refinement) return true;
  const { distance, keep, ties, boundary } = refinement;
  if (distance === null || !boundary) return false;
  const better = keep === 'top' ? Number(distance) : -Number(distance);
  if (better !== 0) return better > 0;
  return ties === 'include' || boundary.kept === boundary.level || member;
}

/** Had those that decide come out the other way, so had the whole; had only others, it had not. */
function expectDecided(where: WhyNode, about: string): void {
  const leaves = nodesOf(where).filter(({ of }) => of.length === 0);
  const deciding = new Set(leaves.filter(({ decides }) => decides).map(({ path }) => path));
  expect(deciding.size, about).toBeGreaterThan(0);
  expect(
    outcome(where, (leaf) => leaf.holds),
    about,
  ).toBe(where.holds);
  expect(
    outcome(where, (leaf) => leaf.holds !== deciding.has(leaf.path)),
    about,
  ).toBe(!where.holds);
  expect(
    outcome(where, (leaf) => leaf.holds === deciding.has(leaf.path)),
    about,
  ).toBe(where.holds);
}

/** What the tree comes to; an empty group is a leaf. */
function outcome(node: WhyNode, holds: (leaf: WhyNode) => boolean): boolean {
  if (node.of.length === 0) return holds(node);
  switch (node.type) {
    case 'all':
      return node.of.every((part) => outcome(part, holds));
    case 'any':
      return node.of.some((part) => outcome(part, holds));
    case 'not':
      return !outcome(node.of[0]!, holds);
    default:
      return holds(node);
  }
}

function nodesOf(node: WhyNode): WhyNode[] {
  return [node, ...node.of.flatMap(nodesOf)];
}

/** Numbers from 0 to below 1 (Lehmer's generator). */
function randomFrom(start: number): () => number {
  let state = (start * 48_271) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
