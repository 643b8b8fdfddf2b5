import type { Condition, Definition, EvaluatedProfile, EvaluatedWorld, Refinement } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aggregate,
  constant,
  everyone,
  expression,
  has,
  ofAggregate,
  ofExpression,
  points,
  segment,
} from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { bought, named, people, person, purchases } from '../test/hand-made-world.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

/** `best` is no value for who bought nothing, `total` is 0. */
const ranked = {
  best: aggregate({ type: 'max', parameter: points }),
  total: aggregate({ type: 'sum', parameter: points }),
};
type Changed = Partial<Refinement> & { where?: Condition };

/** Whom refinements keep, and where the line is: its value, how many above it, level with it, and kept of the level. */
async function kept<Name extends string>(
  world: Partial<EvaluatedWorld>,
  refinements: Record<Name, Changed>,
  others: Record<string, Definition> = {},
): Promise<Record<Name, [members: number[], ...line: string[]]>> {
  const names = Object.keys(refinements) as Name[];
  const segments = names.map((name) => {
    const { where = everyone, ...changed } = refinements[name];
    const refine: Refinement = { by: ofAggregate('best'), inheritFilters: true, ...top(1), ties: include, ...changed };
    return [name, segment(where, { refine })] as const;
  });
  const { members, lines } = await runs.run({ ...ranked, ...others, ...Object.fromEntries(segments) }, world);
  const answer = (name: Name): [number[], ...string[]] => {
    const line = lines[name];
    return [members[name]!, ...(line ? [line.line!, line.above, line.level, line.kept] : [])];
  };
  return Object.fromEntries(names.map((name) => [name, answer(name)])) as Awaited<ReturnType<typeof kept<Name>>>;
}

/** Only whom they keep. */
async function whom<Name extends string>(...asked: Parameters<typeof kept<Name>>): Promise<Record<Name, number[]>> {
  const found = Object.entries<[number[], ...string[]]>(await kept(...asked));
  return Object.fromEntries(found.map(([name, [members]]) => [name, members])) as Record<Name, number[]>;
}

const include = { type: 'include' } as const;
const exact = { type: 'exact' } as const;
type Kept = Pick<Refinement, 'keep' | 'take'>;
const top = (count: number): Kept => ({ keep: 'top', take: { type: 'count', count } });
const bottom = (count: number): Kept => ({ keep: 'bottom', take: { type: 'count', count } });
const share = (percent: number): Pick<Refinement, 'take'> => ({ take: { type: 'share', percent } });
const worth = (...values: (number | null)[]): Partial<EvaluatedWorld> => {
  return { profiles: people(values.length), events: purchases(...values) };
};

describe('the line', () => {
  it('parts the highest or the lowest from the rest, by number', async () => {
    expect(await kept(worth(5, 10, 9, -20, -1.5, 0), { high: top(3), low: bottom(2) })).toEqual({
      high: [[1, 2, 3], '5', '2', '1', '1'],
      low: [[4, 5], '-1.5', '1', '1', '1'],
    });
  });

  it('includes everyone level with the last one kept, or keeps exactly as many as asked for', async () => {
    const refinements = {
      included: top(2),
      counted: { ...top(2), ties: exact },
      low: bottom(2),
      lowCounted: { ...bottom(2), ties: exact },
      whole: { ...top(3), ties: exact },
    };
    expect(await kept(worth(9, 7, 7, 7, 3), refinements)).toEqual({
      included: [[1, 2, 3, 4], '7', '1', '3', '3'],
      counted: [[1, 2], '7', '1', '3', '1'],
      low: [[2, 3, 4, 5], '7', '1', '3', '3'],
      lowCounted: [[2, 5], '7', '1', '3', '1'],
      whole: [[1, 2, 3], '7', '1', '3', '2'],
    });
  });

  it('keeps nobody without a value, even where fewer have one than are asked for', async () => {
    const refinements = {
      high: top(9),
      low: bottom(9),
      exactly: { ...bottom(9), ties: exact },
      // The sum of nothing is 0, which is a value.
      sums: { ...bottom(1), by: ofAggregate('total') },
    };
    expect(await kept(worth(5, null, 3, null), refinements)).toEqual({
      high: [[1, 3], '3', '1', '1', '1'],
      low: [[1, 3], '5', '1', '1', '1'],
      exactly: [[1, 3], '5', '1', '1', '1'],
      sums: [[2, 4], '0', '0', '2', '2'],
    });
  });

  it('is not there where nobody is ranked', async () => {
    expect(await kept(worth(null, null), { high: top(1), low: { ...bottom(1), ties: exact } })).toEqual({
      high: [[]],
      low: [[]],
    });
  });

  it('is drawn among those for whom the rules hold, whatever others have', async () => {
    const modest = has('total', { type: 'lessThan', operand: constant(8) });
    const world = worth(9, 7, 3, 8, 1);
    expect(await kept(world, { one: { ...top(1), where: modest }, half: { ...share(50), where: modest } })).toEqual({
      one: [[2], '7', '0', '1', '1'],
      // Of three, rounded up.
      half: [[2, 3], '3', '1', '1', '1'],
    });
  });
});

describe('a share', () => {
  const counted = (percent: number): Changed => ({ keep: 'top', ...share(percent), ties: exact });

  it('is rounded up to whole profiles', async () => {
    const shares = [0.0001, 33.3333, 33.3334, 50, 66.6667, 100];
    const found = await whom(
      worth(1, 2, 3),
      Object.fromEntries(shares.map((percent) => [`${percent} %`, counted(percent)])),
    );
    const members = shares.map((percent) => found[`${percent} %`]);
    expect(members).toEqual([[3], [3], [2, 3], [2, 3], [1, 2, 3], [1, 2, 3]]);
  });

  it('is of those who have a value', async () => {
    const half = { high: counted(50), low: { ...counted(50), keep: 'bottom' } } as const;
    expect(await whom(worth(1, 2, null, null, null), half)).toEqual({ high: [2], low: [1] });
  });

  it('is counted exactly, where floats would say one more: 7 % of 100 are 7', async () => {
    const hundred = worth(...Array.from({ length: 100 }, (_, index) => index));
    const { seven } = await whom(hundred, { seven: counted(7) });
    expect(seven).toEqual([94, 95, 96, 97, 98, 99, 100]);
  });

  it('includes who is level with its last one too', async () => {
    const third = { level: { ...share(33), ties: include }, counted: counted(33) };
    expect(await whom(worth(4, 4, 1), third)).toEqual({ level: [1, 2], counted: [1] });
  });
});

describe('level ones', () => {
  /** Who is first of profiles that are level and named so. */
  const first = async (...names: EvaluatedProfile['identifiers'][]): Promise<number[]> => {
    const world = {
      profiles: names.map((identifiers, index) => person(index + 1, { identifiers })),
      events: names.map((_, index) => bought(index + 1, 1)),
    };
    return (await whom(world, { first: { ...top(1), ties: exact } })).first;
  };

  it('go by the lowest customId in byte order, whichever end is kept', async () => {
    const world = { profiles: ['b', 'a', 'c'].map((name, i) => person(i + 1, { identifiers: [named(name)] })) };
    const refinements = { high: { ...top(1), ties: exact }, low: { ...bottom(1), ties: exact } };
    expect(await whom({ ...world, events: purchases(1, 1, 1) }, refinements)).toEqual({ high: [2], low: [2] });
    expect(await first([named('b')], [named('B')], [named('a')])).toEqual([2]);
    expect(await first([named('9')], [named('10')])).toEqual([2]);
    // U+FF5E is EF BD 9E, U+1F600 is F0 9F 98 80: in UTF-16 the latter would be lower.
    expect(await first([named('😀')], [named('～')])).toEqual([2]);
  });

  it('take the lowest of several customIds, of those that are read', async () => {
    expect(await first([named('b')], [named('c'), named('a')])).toEqual([2]);
    expect(await first([named('b')], [named('c'), named('a', 'customId', 11)])).toEqual([1]);
  });

  it('without a customId come after all who have one', async () => {
    expect(await first([named('a@x', 'email')], [named('z')])).toEqual([2]);
  });

  it('without a customId go by their lowest identifier of any kind', async () => {
    expect(await first([named('b', 'email')], [named('a', 'phone'), named('z', 'email')])).toEqual([2]);
    expect(await first([named('b', 'email')], [named('c', 'email'), named('a', 'anonymousId')])).toEqual([2]);
    expect(await first([named('a', 'email'), named('z', 'phone')], [named('b', 'email'), named('c', 'phone')])).toEqual(
      [1],
    );
  });

  describe('with thenBy', () => {
    const age = expression({ type: 'attribute', attribute: { name: 'age', type: 'number' } });
    const ties = { type: 'exact', thenBy: ofExpression('age') } as const;
    const aged = (...ages: (number | null)[]): Partial<EvaluatedWorld> => ({
      profiles: ages.map((value, index) =>
        person(index + 1, { attributes: [{ name: 'age', value, time: 0, messageId: 'm', batch: 1 }] }),
      ),
      events: ages.map((_, index) => bought(index + 1, 1)),
    });

    it('go by it in the same direction: the highest first at the top, the lowest at the bottom', async () => {
      const refinements = { high: { ...top(2), ties }, low: { ...bottom(2), ties } };
      expect(await kept(aged(40, 30, 60, 50), refinements, { age })).toEqual({
        high: [[3, 4], '1', '0', '4', '2'],
        low: [[1, 2], '1', '0', '4', '2'],
      });
    });

    it('come last where they have no value there, whichever end is kept', async () => {
      const refinements = { high: { ...top(2), ties }, low: { ...bottom(2), ties }, all: { ...top(3), ties } };
      expect(await whom(aged(null, 30, 60), refinements, { age })).toEqual({
        high: [2, 3],
        low: [2, 3],
        all: [1, 2, 3],
      });
    });

    it('go by their names where they are level there too, or have no value', async () => {
      const refinements = { high: { ...top(1), ties }, low: { ...bottom(1), ties } };
      expect(await whom(aged(40, 40, 40), refinements, { age })).toEqual({ high: [1], low: [1] });
      expect(await whom(aged(null, null), refinements, { age })).toEqual({ high: [1], low: [1] });
    });

    it('do not go by it before they are level', async () => {
      const world = aged(30, 60);
      const events = [bought(1, 2), bought(2, 1)];
      expect(await whom({ ...world, events }, { high: { ...top(1), ties } }, { age })).toEqual({ high: [1] });
    });
  });
});
