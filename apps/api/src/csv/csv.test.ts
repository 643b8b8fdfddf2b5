import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { csvFile } from './csv.ts';

describe('a CSV file', () => {
  it('quotes what would be read as something else', async () => {
    const rows = [['a,b', 'say "so"', 'two\nlines', null, 7]];
    expect(await text(csvFile('x.csv', ['a', 'b', 'c', 'd', 'e'], rows).getStream())).toBe(
      'a,b,c,d,e\r\n"a,b","say ""so""","two\nlines",,7\r\n',
    );
  });

  it('is written while it is read, however long it gets', async () => {
    async function* rows() {
      for (let n = 0; n < 50_000; n++) yield [n, 'ß'.repeat(10)];
    }
    const written = await text(csvFile('x.csv', ['n', 's'], rows()).getStream());
    expect(written.split('\r\n')).toHaveLength(50_002);
    expect(written).toContain(`\r\n49999,${'ß'.repeat(10)}\r\n`);
  });
});
