import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { definition, type Definition, type DefinitionId } from '@cutline/segment-definition';
import type { Published } from '../src/workspace/published.ts';

/** Ids of the small shop's definitions. */
export const ids = {
  purchases: '018f4a52-0000-7000-8000-000000000001',
  line: '018f4a52-0000-7000-8000-000000000002',
  heavy: '018f4a52-0000-7000-8000-000000000003',
  others: '018f4a52-0000-7000-8000-000000000004',
} as const;

/** An aggregate, a line through it, a segment above the line, and a segment on that segment; as published. */
export function smallShop(): Map<DefinitionId, Published> {
  return publishedOf([
    [
      ids.purchases,
      {
        kind: 'aggregate',
        name: 'Purchases',
        actions: ['transaction.charge'],
        aggregator: { type: 'count' },
        window: { type: 'last', count: 365, unit: 'day' },
      },
    ],
    [
      ids.line,
      {
        kind: 'metric',
        name: 'Line',
        measure: {
          type: 'values',
          of: { type: 'aggregate', aggregate: ids.purchases },
          statistic: { type: 'quantile', level: 0.7 },
        },
      },
    ],
    [
      ids.heavy,
      {
        kind: 'segment',
        name: 'Heavy',
        where: {
          type: 'aggregate',
          aggregate: ids.purchases,
          comparison: { type: 'moreThan', operand: { type: 'metric', metric: ids.line } },
        },
      },
    ],
    [ids.others, { kind: 'segment', name: 'Others', where: { type: 'segment', segment: ids.heavy, is: false } }],
  ]);
}

/** Documents as published ones, each in version 3. */
export function publishedOf(documents: Iterable<readonly [DefinitionId, unknown]>): Map<DefinitionId, Published> {
  return new Map(
    [...documents].map(([id, document]) => {
      const read: Definition = definition.parse(document);
      return [id, { id, version: 3, document: read }];
    }),
  );
}

/** Writes files to a new folder; what is no text is written as JSON. */
export async function folderOf(files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cutline-files-'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(
      join(folder, file),
      typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
    );
  }
  return folder;
}
