import { expect, it } from 'vitest';
import { distanceOf } from './distance.ts';

it('is the value less the line, exactly', () => {
  expect(distanceOf('1', ['4'])).toBe('-3');
  expect(distanceOf('847.00', ['845.1'])).toBe('1.9');
  expect(distanceOf('-0.00000001', ['0'])).toBe('-0.00000001');
  expect(distanceOf('12345678901234567890.12345678', ['1'])).toBe('12345678901234567889.12345678');
  expect(distanceOf('5', ['5.0000'])).toBe('0');
});

it('is to the nearer of two lines, and none between them', () => {
  expect(distanceOf('1', ['2', '4'])).toBe('-1');
  expect(distanceOf('7', ['2', '4'])).toBe('3');
  expect(distanceOf('4', ['2', '4'])).toBeNull();
});

it('is none without a value or a line', () => {
  expect(distanceOf(null, ['4'])).toBeNull();
  expect(distanceOf('1', [null])).toBeNull();
  expect(distanceOf('1', [])).toBeNull();
});
