import type { Definition } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { aggregate, allTime, constant, has, id, inSegment, metric, segment } from '../test/hand-made-definitions.ts';
import { changeOfPlan, type PlanChange } from './estimate-change.ts';
import { explainedQueries } from './estimate-explain.ts';
import type { PlanInput } from './plan.ts';

const count = aggregate({ type: 'count' });
const often = (least: number): Definition => segment(has('count', { type: 'moreThan', operand: constant(least) }));
const visited = (times: number): Definition =>
  segment({
    type: 'event',
    actions: ['visit'],
    window: allTime,
    times: { type: 'atLeast', operand: constant(times) },
  });

function changeOf(published: Record<string, Definition>, document: Definition, of?: string): PlanChange {
  const input: PlanInput = {
    workspace: 1,
    timeZone: 'UTC',
    currency: 'EUR',
    includeAnonymous: false,
    hasRates: false,
    hasAliases: false,
    asOf: Date.parse('2026-01-01T12:00:00Z'),
    known: 1,
    run: 0,
    definitions: new Map(Object.entries(published).map(([name, document]) => [id(name), { version: 1, document }])),
  };
  return changeOfPlan(input, document, of === undefined ? undefined : id(of));
}
const kinds = (statements: PlanChange['added']): string[] => statements.map(({ kind }) => kind);

describe('what a definition changes about a run', () => {
  it('is a scan of its own where nobody looks at the same', () => {
    const { added, removed, sharedWith } = changeOf({ count, often: often(1) }, visited(1));
    expect(kinds(added)).toEqual(['leaves', 'segments']);
    expect(kinds(removed)).toEqual(['segments']);
    expect(sharedWith).toEqual([]);
  });

  it('is a scan in the place of another where somebody looks at the same', () => {
    const { added, removed, sharedWith } = changeOf({ count, often: often(1), visitors: visited(1) }, visited(2));
    expect(kinds(added)).toEqual(['leaves', 'segments']);
    expect(kinds(removed)).toEqual(['leaves', 'segments']);
    expect(removed[0]!.definitions).toEqual([id('visitors')]);
    expect(sharedWith).toEqual([id('visitors')]);
  });

  it('is no scan where it means what is computed anyway', () => {
    const { added, sharedWith } = changeOf({ visitors: visited(1) }, visited(1));
    expect(kinds(added)).toEqual(['segments']);
    expect(sharedWith).toEqual([id('visitors')]);
  });

  it('of an aggregate is what a rule on it would change', () => {
    const { added, onceUsed } = changeOf({}, count);
    expect(onceUsed).toBe(true);
    expect(kinds(added)).toEqual(['leaves', 'segments']);
    expect(changeOf({ count, often: often(1) }, count).removed).toHaveLength(2);
  });

  it('of a new version is without the one before, and without what refers to it', () => {
    const published = { visitors: visited(1), among: segment(inSegment('visitors')), often: often(1), count };
    const { before, added } = changeOf(published, visited(3), 'visitors');
    expect(before.flatMap(({ kind, definitions }) => (kind === 'leaves' ? definitions : []))).toEqual([id('often')]);
    expect(kinds(added)).toEqual(['leaves', 'segments']);
  });
});

describe('what is explained of a statement', () => {
  const ofMetric = (document: Definition) => {
    const { added } = changeOf({ count }, document);
    return explainedQueries(added.find(({ kind }) => kind === 'metrics')!.statement);
  };

  it('is what it selects, of what it inserts', () => {
    const [leaves] = changeOf({}, visited(1)).added;
    const [query, ...others] = explainedQueries(leaves!.statement);
    expect(query!.sql).toMatch(/^SELECT/);
    expect(others).toEqual([]);
  });

  it('is the one row behind a metric over events', () => {
    const [query] = ofMetric(
      metric({
        type: 'events',
        actions: ['buy'],
        window: allTime,
        population: { type: 'all' },
        aggregator: { type: 'distinctProfiles' },
      }),
    );
    expect(query!.sql).toMatch(/^SELECT \(toNullable\(.* FROM events WHERE/s);
    expect(query!.sql.split('(').length).toBe(query!.sql.split(')').length);
  });

  it('is, twice, what an approximate quantile counts, without the line', () => {
    const [query] = ofMetric(
      metric({
        type: 'values',
        of: { type: 'aggregate', aggregate: id('count') },
        population: { type: 'all' },
        statistic: { type: 'quantile', level: 0.5, method: 'approximate' },
      }),
    );
    expect(query!.times).toBe(2);
    expect(query!.sql).toContain('events');
    expect(query!.sql).not.toContain('quantileGK');
  });
});
