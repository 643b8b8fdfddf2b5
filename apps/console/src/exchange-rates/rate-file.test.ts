import { expect, test } from 'vitest';
import { Problem } from '../api/problem.ts';
import { exampleFile, faultsOf } from './rate-file.ts';

const refused = (...errors: Problem['errors']) => new Problem({ status: 422, code: 'invalid-rates', errors });

test('faults stand beside their line; blank lines and the header are counted as in the file', () => {
  const csv = '\uFEFFcurrency;day;rate\r\n\r\nUSD;2026-01-01;1.5\r\n\r\nUSD;2026-01-32;x\r\nEUR;2026-01-01;1\r\n';
  const problem = refused(
    { path: '/rates/2/currency', code: 'own-currency', message: 'EUR is the workspace’s own currency.' },
    { path: '/rates/1/day', message: 'Line 5: Not a date.' },
    { path: '/rates/1/rate', message: 'Line 5: Not a rate.' },
  );
  expect(faultsOf(problem, csv)).toEqual([
    { line: 5, raw: 'USD;2026-01-32;x', message: 'Not a date.' },
    { line: 5, raw: 'USD;2026-01-32;x', message: 'Not a rate.' },
    { line: 6, raw: 'EUR;2026-01-01;1', message: 'EUR is the workspace’s own currency.' },
  ]);
});

test('a header that names no columns is the fault of the first line, too many rates of no line', () => {
  const header = refused({ path: '', code: 'no-header', message: 'The first line names the columns.' });
  expect(faultsOf(header, '\nUSD,2026-01-01,1\n')).toMatchObject([{ line: 2, raw: 'USD,2026-01-01,1' }]);
  expect(faultsOf(header, '')).toMatchObject([{ line: null, raw: '' }]);
  const many = refused({ path: '/rates', code: 'too_big', message: 'At most 10000 rates in one import.' });
  expect(faultsOf(many, 'currency,day,rate\n')).toMatchObject([{ line: null, raw: '' }]);
});

test('the example has no rate of the workspace’s own currency', () => {
  for (const own of ['EUR', 'USD', 'GBP', 'CHF']) {
    const lines = exampleFile(own).csv.trim().split('\n');
    expect(lines[0]).toBe('currency,day,rate');
    expect(new Set(lines.slice(1).map((line) => line.split(',')[0])).size).toBe(2);
    expect(lines.some((line) => line.startsWith(own))).toBe(false);
  }
});
