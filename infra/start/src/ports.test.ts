import { expect, test } from 'vitest';
import { blockedPorts, portFrom } from './ports.ts';

test('PORT is a port, or nothing', () => {
  expect(portFrom({})).toBeUndefined();
  expect(portFrom({ PORT: '' })).toBeUndefined();
  expect(portFrom({ PORT: '4200' })).toBe(4200);
  for (const PORT of ['http', '4200.5', '-1', '65536', '0x10']) expect(() => portFrom({ PORT })).toThrow(PORT);
});

test('a port that browsers refuse is refused, with what to do', () => {
  for (const port of [4190, 6000]) {
    expect(() => portFrom({ PORT: String(port) })).toThrow(
      new RegExp(`Browsers refuse to open pages from port ${port}.*Choose another with PORT`),
    );
  }
});

test('the blocked ports are those that fetch refuses', async () => {
  const refused = async (port: number): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}`, { redirect: 'manual' }).then(
      () => false,
      ({ cause }: { cause?: Error }) => cause?.message === 'bad port',
    );
  // Their neighbours tell that the list has no more than it should.
  const near = [...blockedPorts].flatMap((port) => [port - 1, port, port + 1]).filter((port) => port > 0);
  const found = await Promise.all([...new Set(near)].map(async (port) => ((await refused(port)) ? port : undefined)));
  expect(new Set(found.filter((port) => port !== undefined))).toEqual(blockedPorts);
});
