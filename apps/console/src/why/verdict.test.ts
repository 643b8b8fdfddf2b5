import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Why, WhyNode, WhyRefinement } from '../api/contract.ts';
import { language } from '../language/language.ts';
import { verdictOf } from './verdict.ts';

beforeAll(() => vi.stubGlobal('navigator', { languages: ['en-GB'] }));

const figures = { currency: 'EUR', timeZone: 'UTC' };
const rule = (more: Partial<WhyNode>): WhyNode => ({
  path: '/where',
  type: 'aggregate',
  words: '',
  subject: 'Purchases',
  comparison: 'atLeast',
  holds: true,
  decides: true,
  valueType: 'integer',
  value: '6',
  operands: [{ definition: null, value: '4' }],
  distance: '2',
  inputs: [],
  hasEvents: true,
  of: [],
  ...more,
});
const why = (where: WhyNode, more: Partial<Why> = {}): Why => ({
  segment: { id: '', name: 'Heavy', version: 1 },
  profile: 1,
  run: 1,
  asOf: '2026-01-01T00:00:00Z',
  known: 1,
  member: where.holds,
  inBase: true,
  where,
  refinement: null,
  ...more,
});
const all = (holds: boolean, ...of: WhyNode[]) => rule({ type: 'all', holds, decides: false, of });
const refined = (more: Partial<WhyRefinement>): WhyRefinement => ({
  decides: true,
  keep: 'top',
  take: { type: 'count', count: 100 },
  ties: 'include',
  rankedBy: { id: '', kind: 'aggregate', name: 'Spend', type: 'money', value: '845.10' },
  thenBy: null,
  distance: '-1.9',
  boundary: { line: '847', above: 99, level: 1, kept: 1 },
  ...more,
});

describe('a verdict', () => {
  it('says on which side of the line somebody is, and how far', () => {
    expect(verdictOf(why(rule({})), figures)).toBe('In, because “Purchases” is 6, 2 above the line at 4.');
    const out = rule({ holds: false, value: '1', distance: '-3' });
    expect(verdictOf(why(out), figures)).toBe('Not in, because “Purchases” is 1, 3 short of the line at 4.');
    const tooMany = rule({ comparison: 'lessThan', holds: false });
    expect(verdictOf(why(tooMany), figures)).toContain('is 6, 2 over the line at 4');
    const level = rule({ comparison: 'moreThan', holds: false, value: '4', distance: '0' });
    expect(verdictOf(why(level), figures)).toContain('is 4, exactly on the line, which is not enough');
    const metric = [{ definition: { id: '', kind: 'metric' as const, name: 'Line' }, value: '4' }];
    expect(verdictOf(why(rule({ operands: metric })), figures)).toContain('is 6, 2 above the line at 4 (“Line”).');
    const absent = rule({ holds: false, value: null, distance: null });
    expect(verdictOf(why(absent), figures)).toBe('Not in, because “Purchases” has no value.');
  });

  it('says of events how often they happened', () => {
    const bought = rule({ type: 'event', subject: 'buy' });
    expect(verdictOf(why(bought), figures)).toBe('In, because they did “buy” 6 times, 2 above the line at 4.');
    const any = [{ definition: null, value: '1' }];
    expect(verdictOf(why({ ...bought, operands: any, distance: '5' }), figures)).toBe(
      'In, because they did “buy” 6 times.',
    );
    const never = { ...bought, operands: any, value: '0', distance: '-1', holds: false };
    expect(verdictOf(why(never), figures)).toBe('Not in, because they never did “buy”.');
  });

  it('writes a day without its midnight', () => {
    const born = rule({ type: 'attribute', subject: 'birthday', valueType: 'datetime', distance: null, operands: [] });
    const value = String(Date.parse('1969-02-13T00:00:00Z'));
    expect(verdictOf(why({ ...born, value }), figures)).toBe('In, because “birthday” is 13 Feb 1969.');
  });

  it('names only what decides, and of much only the beginning', () => {
    const consent = rule({ type: 'consent', subject: 'email', value: 'false', holds: false, operands: [] });
    const two = why(all(false, rule({ decides: false }), { ...consent, distance: null }));
    expect(verdictOf(two, figures)).toBe('Not in, because they did not agree to “email”.');
    const segment = rule({ type: 'segment', subject: 'VIP', value: 'true' });
    const many = why(all(true, segment, rule({}), rule({}), rule({}), rule({})));
    expect(verdictOf(many, figures)).toMatch(
      /^In, because they are in “VIP”, “Purchases” is 6.*, and 2 more reasons\.$/,
    );
  });

  it('says where a refinement cut', () => {
    const refinement = refined({});
    expect(verdictOf(why(rule({}), { member: false, refinement }), figures)).toBe(
      'Not in: the rules hold, but the line for the top 100 by “Spend” is at €847.00, and they have €845.10 (€1.90 short of the line).',
    );
    const level = refined({ distance: '0', boundary: { line: '845.1', above: 90, level: 12, kept: 10 } });
    expect(verdictOf(why(rule({}), { member: false, refinement: level }), figures)).toContain(
      'of 12 level ones 10 are kept, others before this one',
    );
    const everyone = rule({ type: 'all', subject: null, value: null, operands: [], distance: null });
    const within = refined({ distance: '3', rankedBy: { ...refinement.rankedBy, value: '850' } });
    expect(verdictOf(why(everyone, { refinement: within }), figures)).toBe(
      'In, because the line for the top 100 by “Spend” is at €847.00, and they have €850.00 (€3.00 above the line).',
    );
  });

  it('says that a visitor without a name cannot be in', () => {
    expect(verdictOf(why(rule({}), { member: false, inBase: false }), figures)).toContain('anonymous id');
  });
});

describe('a verdict in German', () => {
  beforeAll(() => (language.value = 'de'));
  afterAll(() => (language.value = 'en'));

  it('ends its clauses in their verb, and declines the line', () => {
    const metric = [{ definition: { id: '', kind: 'metric' as const, name: 'Grenze' }, value: '1234.5' }];
    const spent = rule({ subject: 'Umsatz', valueType: 'money', operands: metric, value: '1300', distance: '65.5' });
    expect(verdictOf(why(spent), figures)).toBe(
      'Im Segment, weil „Umsatz“ den Wert 1.300,00\u00a0€ hat (65,50\u00a0€ über der Linie „Grenze“ bei 1.234,50\u00a0€).',
    );
    const never = rule({ type: 'event', subject: 'buy', value: '0', distance: '-4', holds: false });
    expect(verdictOf(why(never), figures)).toBe('Nicht im Segment, weil „buy“ nie vorkam.');
  });

  it('joins reasons without a comma before “und”, and counts those left out in the dative', () => {
    const segment = rule({ type: 'segment', subject: 'VIP', value: 'true' });
    const bought = rule({ type: 'event', subject: 'buy', distance: null });
    expect(verdictOf(why(all(true, segment, bought)), figures)).toBe(
      'Im Segment, weil das Profil in „VIP“ ist und „buy“ 6-mal vorkam.',
    );
    expect(verdictOf(why(all(true, segment, bought, segment, bought, segment)), figures)).toBe(
      'Im Segment, weil das Profil in „VIP“ ist, „buy“ 6-mal vorkam, das Profil in „VIP“ ist, sowie aus 2 weiteren Gründen.',
    );
  });

  it('says where a refinement cut', () => {
    expect(verdictOf(why(rule({}), { member: false, refinement: refined({}) }), figures)).toBe(
      'Nicht im Segment trotz zutreffender Regeln, weil die Linie für die Top 100 nach „Spend“ bei 847,00\u00a0€ liegt und der Wert hier 845,10\u00a0€ ist (1,90\u00a0€ unter der Linie).',
    );
  });
});
