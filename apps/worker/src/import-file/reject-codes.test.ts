import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { rejectCodes } from './reject-codes.ts';

it('docs/import.md has every reason for which a row is not taken', async () => {
  const page = await readFile(new URL('../../../../docs/import.md', import.meta.url), 'utf8');
  const rows = page.split('## What a row must be\n')[1]!.split('\n## ')[0]!;
  expect(rejectCodes.filter((code) => !rows.includes(`\`${code}\``))).toEqual([]);
});
