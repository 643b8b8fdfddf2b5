// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { Distribution } from '../api/contract.ts';
import CutLine from './CutLine.vue';
import LineTies from './LineTies.vue';

const purchases: Distribution = {
  asOf: '1998-07-01T00:00:00Z',
  known: 1,
  value: '2.00000000',
  profiles: 23570,
  below: 13954,
  on: 4495,
  above: 5121,
  histogram: [
    { from: '1', to: '1', profiles: 13954 },
    { from: '2', to: '2', profiles: 4495 },
    { from: '3', to: '3', profiles: 5121 },
  ],
  common: [],
  summary: { min: '1', max: '3', mean: '1.6', zero: 0 },
};

describe('the cut line', () => {
  const line = (level: number, movable = true) =>
    mount(CutLine, { props: { distribution: purchases, level, movable } });

  it('moves by arrow keys, in hundredths, and stops at the ends', async () => {
    const moved = line(0.7);
    const slider = moved.get('[role=slider]');
    for (const key of ['ArrowRight', 'ArrowLeft', 'PageDown', 'Home', 'End']) await slider.trigger('keydown', { key });
    expect(moved.emitted('update:level')).toEqual([[0.71], [0.7], [0.6], [0], [1]]);
  });

  it('says in words where it stands', () => {
    expect(line(0.7).get('[role=slider]').attributes('aria-valuetext')).toBe('Quantile 0.7, the top 30 %');
    expect(line(0.7).get('[role=img]').attributes('aria-label')).toMatch(/4,?495 on it, 5,?121 above/);
  });

  it('stands still where it only shows', async () => {
    const still = line(0.7, false);
    expect(still.find('[role=slider]').exists()).toBe(false);
  });

  it('makes the bar that is tied on it stand out', () => {
    const fills = line(0.7)
      .findAll('rect')
      .map((bar) => bar.classes().find((name) => name.startsWith('fill-')));
    expect(fills).toEqual(['fill-(--ui-border-accented)', 'fill-amber-400', 'fill-primary']);
  });
});

describe('ties at the line', () => {
  it('say what "more than" and "at least" would take', () => {
    const text = mount(LineTies, { props: { state: purchases } }).text();
    expect(text).toMatch(/4,?495 customers are tied at 2/);
    expect(text).toMatch(/“more than” leaves them out \(5,?121, 21\.7/);
    expect(text).toMatch(/“at least” takes them in \(9,?616, 40\.8/);
  });

  it('are not spoken of where nobody has a value', () => {
    const text = mount(LineTies, { props: { state: { value: null, profiles: 0, below: 0, on: 0, above: 0 } } }).text();
    expect(text).toContain('there is no line');
    expect(text).not.toContain('tied');
  });
});
