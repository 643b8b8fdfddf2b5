import type { Metric } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { blankMetric, formAsMetric, metricAsForm, roundLevel, topShare } from './metric-form.ts';

const line: Metric = {
  formatVersion: 1,
  kind: 'metric',
  name: 'Heavy-buyer line',
  aggregate: '0192e0a0-0000-7000-8000-000000000002',
  population: { type: 'segment', segment: '0192e0a0-0000-7000-8000-000000000001' },
  measure: { type: 'quantile', level: 0.7, method: 'inverted_cdf' },
};

describe('the form of a metric', () => {
  it('gives back the document it was opened with', () => {
    expect(formAsMetric(metricAsForm(line))).toEqual(line);
  });

  it('makes no document before the aggregate, and the segment of its population, are chosen', () => {
    expect(formAsMetric(blankMetric('Line'))).toBeNull();
    expect(formAsMetric({ ...metricAsForm(line), segment: null })).toBeNull();
    expect(formAsMetric({ ...blankMetric('Line'), aggregate: line.aggregate })).toMatchObject({
      population: { type: 'active' },
      measure: { level: 0.7 },
    });
  });

  it('keeps levels that the definition language takes: four places, 0 to 1', () => {
    expect([roundLevel(0.1 + 0.2), roundLevel(0.123456), roundLevel(1.2), roundLevel(-1)]).toEqual([0.3, 0.1235, 1, 0]);
  });

  it('says the level as the top share above the line', () => {
    expect([topShare(0.7), topShare(0.9999), topShare(0), topShare(0.3)]).toEqual([30, 0.01, 100, 70]);
  });
});
