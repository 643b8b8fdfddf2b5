import { describe, expect, it } from 'vitest';
import { FairQueue, type TurnRequest } from './fair-queue.ts';

/** A queue on a clock of its own, with the names of turns in the order in which they began. */
function stage(slots: number) {
  let time = 0;
  const queue = new FairQueue(slots, () => time);
  const begun: string[] = [];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    queue,
    begun,
    pass: (milliseconds: number) => (time += milliseconds),
    settled,
    /** Asks for a turn; what comes back ends it once it has begun. */
    ask(name: string, request: Partial<TurnRequest> = {}) {
      const workspace = name.slice(0, 1);
      const turn = queue.enter({ workspace, pace: 'run', weight: 1, concurrent: 8, ...request }).then((leave) => {
        begun.push(name);
        return leave;
      });
      return async () => {
        (await turn)();
        await settled();
      };
    },
  };
}

describe('FairQueue', () => {
  it('lets a workspace that comes later go before the many statements of another', async () => {
    const { ask, begun, pass } = stage(2);
    const first = ask('a1');
    const rest = [ask('a2'), ask('a3')];
    const other = ask('b1');
    pass(1_000);
    await first();
    expect(begun).toEqual(['a1', 'b1']);
    pass(10);
    await other();
    await rest[0]!();
    await rest[1]!();
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('shares time, not turns: after a long one many short ones of another go first', async () => {
    const { ask, begun, pass, settled } = stage(2);
    const ends = new Map(['a1', 'b1', 'a2', 'b2', 'b3', 'b4'].map((name) => [name, ask(name)]));
    await settled();
    for (let done = 0; done < ends.size; done += 1) {
      pass(begun[done]!.startsWith('a') ? 100 : 10);
      await ends.get(begun[done]!)!();
    }
    expect(begun).toEqual(['a1', 'b1', 'b2', 'b3', 'b4', 'a2']);
  });

  it('gives a workspace of twice the weight twice the time', async () => {
    const { ask, begun, pass, settled } = stage(2);
    const ends = new Map(
      ['a1', 'b1', 'a2', 'b2', 'a3', 'b3', 'a4', 'a5', 'a6'].map((name) => [
        name,
        ask(name, { weight: name.startsWith('a') ? 2 : 1 }),
      ]),
    );
    await settled();
    for (let done = 0; done < 6; done += 1) {
      pass(100);
      await ends.get(begun[done]!)!();
    }
    expect(begun.slice(0, 6).filter((name) => name.startsWith('a'))).toHaveLength(4);
  });

  it('keeps a slot for what is live, and lets it go first', async () => {
    const { ask, begun, settled } = stage(4);
    const runs = ['a1', 'b1', 'e1', 'c1'].map((name) => ask(name));
    const live = [ask('d1', { pace: 'live' }), ask('d2', { pace: 'live' })];
    await settled();
    expect(begun).toEqual(['a1', 'b1', 'e1', 'd1']);
    await runs[0]!();
    expect(begun).toEqual(['a1', 'b1', 'e1', 'd1', 'd2']);
    for (const end of [...live, ...runs.slice(1)]) await end();
    expect(begun).toEqual(['a1', 'b1', 'e1', 'd1', 'd2', 'c1']);
  });

  it('holds long ones in half of the slots at most', async () => {
    const { ask, begun, settled } = stage(4);
    const long = ['a1', 'b1', 'c1'].map((name) => ask(name, { pace: 'long' }));
    const run = ask('d1');
    await settled();
    expect(begun).toEqual(['a1', 'b1', 'd1']);
    await run();
    expect(begun).toHaveLength(3);
    await long[0]!();
    expect(begun).toEqual(['a1', 'b1', 'd1', 'c1']);
  });

  it('keeps a slot for what is known to be short from what is new', async () => {
    const { ask, begun, settled } = stage(6);
    for (const name of ['a1', 'b1']) void ask(name, { pace: 'long' });
    for (const name of ['c1', 'd1', 'e1']) void ask(name, { pace: 'new' });
    void ask('f1');
    await settled();
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1', 'f1']);
  });

  it('lets no workspace have more at once than it may', async () => {
    const { ask, begun, settled } = stage(8);
    const turns = ['a1', 'a2', 'a3'].map((name) => ask(name, { concurrent: 2 }));
    await settled();
    expect(begun).toEqual(['a1', 'a2']);
    await turns[1]!();
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('gives nobody credit for time of absence', async () => {
    const { ask, begun, pass, settled } = stage(2);
    for (let round = 0; round < 5; round += 1) {
      const end = ask(`a${round}`);
      pass(1_000);
      await end();
    }
    const ends = new Map(['a8', 'b1', 'a9', 'b2', 'b3'].map((name) => [name, ask(name)]));
    await settled();
    for (let done = 5; done < 10; done += 1) {
      pass(100);
      await ends.get(begun[done]!)!();
    }
    // Without the floor all of b's would have gone before a's second one.
    expect(begun.slice(5)).toEqual(['a8', 'b1', 'a9', 'b2', 'b3']);
  });

  it('lets go of who is cancelled while waiting', async () => {
    const { ask, begun, queue } = stage(2);
    const first = ask('a1');
    const cancelled = new AbortController();
    const waiting = queue.enter({
      workspace: 'b',
      pace: 'run',
      weight: 1,
      concurrent: 1,
      signal: cancelled.signal,
    });
    const last = ask('c1');
    cancelled.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    await first();
    await last();
    expect(begun).toEqual(['a1', 'c1']);
  });

  it('chooses though time goes on while it does', async () => {
    let time = 0;
    const queue = new FairQueue(4, () => (time += 1));
    const enter = () => queue.enter({ workspace: 'a', pace: 'run', weight: 1, concurrent: 2 });
    await enter();
    expect(await enter()).toBeTypeOf('function');
  });
});
