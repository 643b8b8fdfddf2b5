import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { messageProblemCodes } from '../reading/message-problem.ts';
import { commerceEvents } from './commerce-events.ts';
import { defaultMapping } from './default-mapping.ts';
import { ga4Events } from './ga4-events.ts';
import type { EventRule } from './source-mapping.ts';

const page = await readFile(new URL('../../../../../docs/ingestion.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, as their cells. */
function tableUnder(heading: string): string[][] {
  const section = page.split(`### ${heading}\n`)[1]!.split('\n#')[0]!;
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

function rowOf({ from, to, revenue }: EventRule): string[] {
  return [from, to!, revenue ? `revenue: ${revenue.join(', ')}` : ''];
}

it.each([
  ['Segment’s e-commerce specification', commerceEvents],
  ['Google Analytics 4', ga4Events],
  ['Others', defaultMapping.events.slice(commerceEvents.length + ga4Events.length)],
])('docs/ingestion.md says what %s is mapped to', (heading, rules) => {
  expect(tableUnder(heading.replace('’', "'"))).toEqual(rules.map(rowOf));
});

it('docs/ingestion.md has all codes of messages', () => {
  const codes = page.split('## Codes\n')[1]!;
  expect(messageProblemCodes.filter((code) => !codes.includes(`\`${code}\``))).toEqual([]);
});

it('docs/ingestion.md says what kinds of messages are', () => {
  const { page: visit, screen, group } = defaultMapping;
  expect(tableUnder('Kinds of messages')).toEqual([
    ['page', visit],
    ['screen', screen],
    ['group', group],
  ]);
});
