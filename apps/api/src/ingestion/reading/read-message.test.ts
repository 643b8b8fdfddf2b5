import { describe, expect, it } from 'vitest';
import { compileMapping } from '../mapping/compile-mapping.ts';
import { readMessage, type ReadMessage, type ReadingSettings } from './read-message.ts';

const now = Date.parse('2026-06-15T12:00:00.000Z');
const settings: ReadingSettings = { mapping: compileMapping(null), now, currency: 'EUR' };

function read(message: unknown, more: Partial<ReadingSettings> = {}): ReadMessage {
  return readMessage(message, { ...settings, ...more });
}

/** The message that was read; fails the test where there is none. */
function taken(message: unknown, more: Partial<ReadingSettings> = {}) {
  const result = read(message, more);
  if (result.outcome !== 'taken') throw new Error(JSON.stringify(result));
  return result;
}

function refusal(message: unknown, more: Partial<ReadingSettings> = {}): string {
  const result = read(message, more);
  return result.outcome === 'refused' ? `${result.problems[0].code} ${result.problems[0].pointer}` : result.outcome;
}

/** The codes of what was left aside, each with its place. */
function notes(message: unknown): string[] {
  return taken(message).problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

const track = { type: 'track', userId: 'u1', event: 'Tried', messageId: 'm1' };

describe('who it is', () => {
  it.each([
    [{ userId: 'u1' }, { customId: 'u1' }],
    [{ userId: ' u1 ' }, { customId: 'u1' }],
    [{ userId: 4711 }, { customId: '4711' }],
    [{ userId: null, anonymousId: 'a1' }, { anonymousId: 'a1' }],
    [{ userId: '', anonymousId: 'a1' }, { anonymousId: 'a1' }],
    [
      { userId: 'u1', anonymousId: 'a1' },
      { customId: 'u1', anonymousId: 'a1' },
    ],
    [{ traits: { email: ' Ada@Example.COM ' } }, { email: 'ada@example.com' }],
    [
      { context: { traits: { email: 'ada@example.com', phone: '+49 (30) 123-456' } } },
      { email: 'ada@example.com', phone: '+4930123456' },
    ],
    [
      { traits: { email: 'new@example.com' }, context: { traits: { email: 'old@example.com' } } },
      { email: 'new@example.com' },
    ],
    [{ userId: 'undefined', anonymousId: 'a1' }, { anonymousId: 'a1' }],
    [{ userId: 'u1', traits: { email: 'n/a', phone: 'none' } }, { customId: 'u1' }],
    [{ userId: 'u1', properties: { email: 'friend@example.com' } }, { customId: 'u1' }],
  ])('%j is %j', (message, identifiers) => {
    expect(taken({ type: 'track', event: 'Tried', ...message }).message.identifiers).toEqual(identifiers);
  });

  it.each([
    [{}, 'missing-identifier /userId'],
    [{ userId: 'null' }, 'missing-identifier /userId'],
    [{ traits: { email: 'nobody' } }, 'missing-identifier /traits/email'],
    [{ userId: { id: 1 } }, 'not-text /userId'],
    [{ userId: true }, 'not-text /userId'],
    [{ userId: 'u'.repeat(501) }, 'too-long /userId'],
    [{ userId: 'u\0' }, 'unsound-text /userId'],
    [{ userId: '\ud800' }, 'unsound-text /userId'],
  ])('%j is refused: %s', (message, expected) => {
    expect(refusal({ type: 'track', event: 'Tried', ...message })).toBe(expected);
  });

  it('takes the traits of a group for the group’s', () => {
    const group = { type: 'group', userId: 'u1', groupId: 'g1', traits: { email: 'office@example.com', seats: 5 } };
    expect(taken(group).message).toMatchObject({
      identifiers: { customId: 'u1' },
      event: { action: 'group.join', parameters: { groupId: 'g1', email: 'office@example.com', seats: 5 } },
    });
    expect(taken(group).message.attributes).toBeUndefined();
  });
});

describe('when it happened', () => {
  const sentBy = (name: string): object => ({ context: { library: { name } } });
  const time = (message: object, batch?: ReadingSettings['batch']): string =>
    taken({ ...track, ...message }, { batch }).message.time;

  it.each([
    ['nothing said: when it was received', {}, '2026-06-15T12:00:00.000Z'],
    ['as it was said', { timestamp: '2020-02-29T23:59:59.999Z' }, '2020-02-29T23:59:59.999Z'],
    ['with an offset', { timestamp: '2026-06-15T10:00:00+02:00' }, '2026-06-15T08:00:00.000Z'],
    ['without one: UTC', { timestamp: '2026-06-15 10:00' }, '2026-06-15T10:00:00.000Z'],
    ['a day: its midnight', { timestamp: '2026-06-14' }, '2026-06-14T00:00:00.000Z'],
    ['seconds since 1970', { timestamp: 1_750_000_000 }, '2025-06-15T15:06:40.000Z'],
    ['milliseconds since 1970', { timestamp: 1_750_000_000_123 }, '2025-06-15T15:06:40.123Z'],
    ['the beginning of time', { timestamp: '1970-01-01T00:00:00Z' }, '1970-01-01T00:00:00.000Z'],
    [
      'a clock that is a little off is believed',
      { timestamp: '2026-06-15T11:59:00Z', sentAt: '2026-06-15T11:59:30Z' },
      '2026-06-15T11:59:00.000Z',
    ],
    [
      'a clock that is an hour slow',
      { timestamp: '2026-06-15T10:30:00Z', sentAt: '2026-06-15T11:00:00Z' },
      '2026-06-15T11:30:00.000Z',
    ],
    [
      'a clock that is years ahead',
      { timestamp: '2046-06-15T11:00:00Z', sentAt: '2046-06-15T12:00:00Z' },
      '2026-06-15T11:00:00.000Z',
    ],
    [
      'sent again by a library that keeps what it wrote at first',
      { ...sentBy('analytics-kotlin'), timestamp: '2026-06-15T10:30:00Z', sentAt: '2026-06-15T11:00:00Z' },
      '2026-06-15T10:30:00.000Z',
    ],
    [
      'its clock ahead: no repetition explains that',
      { ...sentBy('Analytics-CSharp'), timestamp: '2026-06-15T12:30:00Z', sentAt: '2026-06-15T13:00:00Z' },
      '2026-06-15T11:30:00.000Z',
    ],
    [
      'sent again by a library that writes it anew: its clock is slow',
      { ...sentBy('analytics-node'), timestamp: '2026-06-15T10:30:00Z', sentAt: '2026-06-15T11:00:00Z' },
      '2026-06-15T11:30:00.000Z',
    ],
    [
      'what RudderStack calls it',
      { originalTimestamp: '2026-06-15T10:30:00Z', sentAt: '2026-06-15T11:00:00Z' },
      '2026-06-15T11:30:00.000Z',
    ],
    [
      'given on purpose beside it: not corrected',
      { timestamp: '2020-01-01T00:00:00Z', originalTimestamp: '2026-06-15T10:30:00Z', sentAt: '2026-06-15T11:00:00Z' },
      '2020-01-01T00:00:00.000Z',
    ],
  ])('%s', (_, message, expected) => {
    expect(time(message)).toBe(expected);
  });

  it('is corrected by what the batch says where the message does not', () => {
    const batch = { sentAt: '2026-06-15T11:00:00Z' };
    expect(time({ timestamp: '2026-06-15T10:30:00Z' }, batch)).toBe('2026-06-15T11:30:00.000Z');
    expect(time({ timestamp: '2026-06-15T10:30:00Z', sentAt: '2026-06-15T12:00:00Z' }, batch)).toBe(
      '2026-06-15T10:30:00.000Z',
    );
  });

  it.each([
    ['2026-02-30T00:00:00Z', 'bad-time /timestamp'],
    ['yesterday', 'bad-time /timestamp'],
    ['2026-06-15T24:00:00Z', 'bad-time /timestamp'],
    ['+010000-01-01T00:00:00Z', 'bad-time /timestamp'],
    [{}, 'bad-time /timestamp'],
    [-1, 'bad-time /timestamp'],
    [1e300, 'bad-time /timestamp'],
    ['1969-12-31T23:59:59.999Z', 'time-out-of-range /timestamp'],
    ['2150-01-01T00:00:00Z', 'time-out-of-range /timestamp'],
    ['2026-06-16T12:00:00.001Z', 'time-in-future /timestamp'],
  ])('%j is refused: %s', (timestamp, expected) => {
    expect(refusal({ ...track, timestamp })).toBe(expected);
  });

  it('may be a day ahead, as clocks and zones are mistaken', () => {
    expect(time({ timestamp: '2026-06-16T12:00:00.000Z' })).toBe('2026-06-16T12:00:00.000Z');
  });
});

describe('which message it is', () => {
  it('keeps its id, and gives a random one to a message without', () => {
    expect(taken(track).message.messageId).toBe('m1');
    const [one, other] = [taken({ ...track, messageId: '' }), taken({ ...track, messageId: undefined })];
    expect(one.message.messageId).toMatch(/^random-[\da-f-]{36}$/);
    expect(one.message.messageId).not.toBe(other.message.messageId);
  });

  it.each([
    [{ messageId: ['m'] }, 'not-text /messageId'],
    [{ messageId: 'm'.repeat(501) }, 'too-long /messageId'],
    [{ type: 'charge' }, 'bad-type /type'],
    [{ type: undefined }, 'bad-type /type'],
    [{ event: undefined }, 'missing-event /event'],
    [{ event: '  ' }, 'missing-event /event'],
    [{ event: { name: 'x' } }, 'not-text /event'],
    [{ event: 'e'.repeat(201) }, 'too-long /event'],
    [{ properties: [] }, 'not-an-object /properties'],
    [{ properties: 'x' }, 'not-an-object /properties'],
    [{ context: 'x' }, 'not-an-object /context'],
    [{ traits: [] }, 'not-an-object /traits'],
  ])('%j is refused: %s', (message, expected) => {
    expect(refusal({ ...track, ...message })).toBe(expected);
  });
});

describe('an alias', () => {
  const alias = { type: 'alias', userId: 'u1', messageId: 'm1' };

  it('names who the person was', () => {
    const { message, problems } = taken({ ...alias, previousId: 'a1', anonymousId: 'a1' });
    expect(message).toMatchObject({ identifiers: { customId: 'u1', anonymousId: 'a1' }, previous: 'a1' });
    expect(message.event).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('of itself joins nothing', () => {
    expect(taken({ ...alias, previousId: 'u1' }).message.previous).toBeUndefined();
    expect(notes({ ...alias, previousId: 'u1' })).toEqual(['alias-of-itself /previousId']);
  });

  it('of nobody is refused', () => {
    expect(refusal(alias)).toBe('missing-previous-id /previousId');
    expect(refusal({ ...alias, previousId: 'null' })).toBe('missing-previous-id /previousId');
  });
});

describe('what is said of a person', () => {
  const identify = { type: 'identify', userId: 'u1', messageId: 'm1' };

  it('is typed by how it is written', () => {
    const traits = {
      plan: 'pro',
      age: 42,
      score: 1.5,
      vip: false,
      birthday: '1990-05-31',
      createdAt: '2026-01-31T10:00:00+01:00',
      notADate: '1990-02-31',
      month: '1990-05',
      interests: ['tea', 'books', 3, null],
      address: { city: 'Berlin', zip: '10115', geo: { lat: 52.5 } },
      gone: null,
      empty: '',
      bigId: 2 ** 63,
    };
    expect(taken({ ...identify, traits }).message.attributes).toEqual({
      plan: 'pro',
      age: 42,
      score: 1.5,
      vip: false,
      birthday: { date: '1990-05-31' },
      createdAt: { instant: Date.parse('2026-01-31T09:00:00Z') },
      notADate: '1990-02-31',
      month: '1990-05',
      interests: ['tea', 'books', '3'],
      'address.city': 'Berlin',
      'address.zip': '10115',
      'address.geo.lat': 52.5,
      gone: null,
      empty: '',
      bigId: '9223372036854776000',
    });
    expect(notes({ ...identify, traits })).toEqual(['number-as-text /traits/bigId']);
  });

  it('comes from the context of an identify, too, where RudderStack puts it', () => {
    const context = { traits: { plan: 'basic', city: 'Berlin' } };
    expect(taken({ ...identify, context }).message.attributes).toEqual({ plan: 'basic', city: 'Berlin' });
    expect(taken({ ...identify, context, traits: { plan: 'pro' } }).message.attributes).toEqual({
      plan: 'pro',
      city: 'Berlin',
    });
  });

  it('is not said anew by a track that only repeats it in its context', () => {
    expect(taken({ ...track, context: { traits: { plan: 'basic' } } }).message.attributes).toBeUndefined();
    expect(taken({ ...track, traits: { plan: 'pro' } }).message.attributes).toEqual({ plan: 'pro' });
  });

  it.each([
    [{ 'a.b': 1, a: { b: 2 } }, { 'a.b': 1 }, 'said-twice /traits/a/b'],
    [{ '': 1 }, undefined, 'bad-name /traits/'],
    [{ ['n'.repeat(201)]: 1 }, undefined, `bad-name /traits/${'n'.repeat(201)}`],
    [{ list: [{ a: 1 }, 'x'] }, { list: ['x'] }, 'not-a-list-of-texts /traits/list/0'],
    [{ text: 'x'.repeat(8_001) }, { text: 'x'.repeat(8_000) }, 'too-long /traits/text'],
  ])('leaves aside what cannot be one attribute: %j', (traits, attributes, note) => {
    expect(taken({ ...identify, traits }).message.attributes).toEqual(attributes);
    expect(notes({ ...identify, traits })).toEqual([note]);
  });

  it.each([
    [{ a: 'x\0' }, 'unsound-text /traits/a'],
    [{ 'a\0': 'x' }, 'unsound-text /traits/a\0'],
    [JSON.parse('{"__proto__": {"admin": true}}'), 'bad-name /traits/__proto__'],
    [Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`a${index}`, index])), 'too-many-members /traits'],
  ])('refuses %j', (traits, expected) => {
    expect(refusal({ ...identify, traits })).toBe(expected);
  });

  it('holds consents, of any of the three places', () => {
    const consents = (message: object) => taken({ ...identify, ...message }).message.consents;
    expect(consents({ traits: { consents: { email: true, sms: false } } })).toEqual({ email: true, sms: false });
    expect(consents({ context: { consents: { push: true } } })).toEqual({ push: true });
    const preferences = { categoryPreferences: { Advertising: false } };
    expect(consents({ context: { consent: preferences } })).toEqual({ Advertising: false });
    expect(consents({ traits: { plan: 'pro' } })).toBeUndefined();
    expect(taken({ ...track, context: { consents: { email: true } } }).message.consents).toEqual({ email: true });
    expect(taken({ ...identify, traits: { consents: { email: true } } }).message.attributes).toBeUndefined();
    expect(notes({ ...identify, traits: { consents: { email: 'yes' } } })).toEqual([
      'bad-consent /traits/consents/email',
    ]);
  });
});

describe('what an event carries', () => {
  const parameters = (properties: unknown) => taken({ ...track, properties }).message.event?.parameters;

  it('has flat names and plain values', () => {
    const properties = {
      text: 'x',
      cut: 'a\ud83d',
      number: -0.5,
      yes: true,
      none: null,
      nested: { deeper: { still: 1 }, nothing: {} },
      list: ['a', 1, true, null],
      objects: [{ id: 1, name: 'one' }, { id: 2 }, 'x', null],
      empty: [],
      huge: 1e20,
    };
    expect(parameters(properties)).toEqual({
      text: 'x',
      cut: 'a\ufffd',
      number: -0.5,
      yes: true,
      'nested.deeper.still': 1,
      list: ['a', 1, true],
      'objects.id': [1, 2],
      'objects.name': ['one'],
      empty: [],
      huge: '100000000000000000000',
    });
    expect(notes({ ...track, properties })).toEqual(['number-as-text /properties/huge']);
  });

  it('says which page it was on, and which campaign brought people there', () => {
    const context = {
      page: { url: 'https://shop.example/a', path: '/a' },
      campaign: { source: 'mail' },
      ip: '10.0.0.1',
    };
    expect(taken({ ...track, context, properties: { pageUrl: 'mine' } }).message.event?.parameters).toEqual({
      pageUrl: 'mine',
      'campaign.source': 'mail',
    });
  });

  it('of a page view is its name and category', () => {
    const page = { type: 'page', anonymousId: 'a1', name: 'Home', category: 'Start', properties: { title: 'Hi' } };
    expect(taken(page).message.event).toMatchObject({
      action: 'page.visit',
      parameters: { name: 'Home', category: 'Start', title: 'Hi' },
    });
    expect(taken({ ...page, type: 'screen' }).message.event?.action).toBe('screen.visit');
  });

  it('has its limits', () => {
    const many = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`p${index}`, index]));
    expect(refusal({ ...track, properties: many })).toBe('too-many-members /properties');
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
    expect(refusal({ ...track, properties: deep(31) })).toBe('taken');
    expect(refusal({ ...track, properties: deep(32) })).toBe('too-deep ');
    expect(refusal({ ...track, context: { device: deep(31) } })).toBe('too-deep ');
  });

  it('is not changed by names of JavaScript’s own', () => {
    expect(refusal({ ...track, properties: JSON.parse('{"__proto__": 1}') as object })).toBe(
      'bad-name /properties/__proto__',
    );
    expect(parameters({ constructor: 'c', toString: 't', hasOwnProperty: 'h' })).toEqual({
      constructor: 'c',
      toString: 't',
      hasOwnProperty: 'h',
    });
  });
});
