import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** A request that cannot be taken, and how it is refused: `status code pointer`. */
export interface BrokenPayload {
  name: string;
  path: string;
  body: string | Buffer<ArrayBuffer>;
  headers?: Record<string, string>;
  refusal: string;
}

const good = { userId: 'u1', event: 'Order Completed', messageId: 'm1' };
const mebibyte = 1024 * 1024;

/** Values as JSON writes them, of every type and size, by what is wrong with them where a name should be. */
const notNames: Record<string, string> = {
  true: 'not-text',
  '[]': 'not-text',
  '["u1"]': 'not-text',
  '{}': 'not-text',
  '{"id":1}': 'not-text',
  '"\\u0000"': 'unsound-text',
  '"a\\u0000b"': 'unsound-text',
  '"\\ud800"': 'unsound-text',
  '"\\udc00\\ud800"': 'unsound-text',
  [JSON.stringify('x'.repeat(501))]: 'too-long',
  [JSON.stringify('😀'.repeat(400))]: 'too-long',
};
const notObjects = ['true', '0', '1.5', '"text"', '[]', '[{}]'];
const notTimes = [
  '"now"',
  '"31.01.2026"',
  '"2026-13-01"',
  '"2026-02-30T00:00:00Z"',
  '"2026-01-01T25:00:00Z"',
  '"2026-01-01T00:00:00+99:00"',
  '"+275760-09-13T00:00:00Z"',
  '"-000001-01-01T00:00:00Z"',
  '"0000-00-00"',
  'true',
  '{}',
  '[]',
  '-1',
  '1e400',
  '1e17',
  '"2026-01-01T00:00:00Z\\u0000"',
];
const otherTimes: Record<string, string> = {
  '"1969-12-31T23:59:59Z"': 'time-out-of-range',
  '"1066-10-14T09:00:00Z"': 'time-out-of-range',
  '"2150-01-01T00:00:00Z"': 'time-out-of-range',
  '"9999-12-31T23:59:59Z"': 'time-out-of-range',
  '"2149-12-31T23:59:59Z"': 'time-in-future',
  '4102444800': 'time-in-future',
  '4102444800000': 'time-in-future',
};
const notAmounts = [
  '"12,50"',
  '"€ 12"',
  '"1e3"',
  '"NaN"',
  '"Infinity"',
  '"0x10"',
  '"1.23456"',
  '1.23456',
  '1e-9',
  '1e14',
  '-1e14',
  '1e400',
  '123456789012345678901234567890',
  'true',
  '{}',
  '[]',
  '[1]',
  '"--1"',
  '"."',
  `"${'9'.repeat(15)}"`,
];
const notCurrencies = ['"EURO"', '"E"', '"€"', '"XYZ "', '978', '{}', '[]', 'true', '"eu\\u0000"'];
const notLists = ['{}', '"P-1"', '7', 'true', `[${Array(1_001).fill('{}').join()}]`];

function withMember(name: string, json: string, message: object = good): string {
  const rest = JSON.stringify({ ...message, [name]: undefined });
  return `${rest.slice(0, -1)},${JSON.stringify(name)}:${json}}`;
}

function withProperty(name: string, json: string): string {
  const revenue = name === 'revenue' ? '' : '"revenue":1,';
  return withMember('properties', `{${revenue}${JSON.stringify(name)}:${json}}`);
}

/** Single messages of which one member is wrong. */
function wrongMembers(): BrokenPayload[] {
  const found: BrokenPayload[] = [];
  const add = (name: string, json: string, refusal: string, body = withMember(name, json), path = '/v1/track'): void =>
    void found.push({ name: `${name}: ${json.slice(0, 40)}`, path, body, refusal });
  for (const [json, code] of Object.entries(notNames)) {
    for (const name of ['userId', 'anonymousId', 'messageId', 'event']) add(name, json, `400 ${code} /${name}`);
    const alias = withMember('previousId', json, { userId: 'u1' });
    add('previousId', json, `400 ${code} /previousId`, alias, '/v1/alias');
    const group = withMember('groupId', json, { userId: 'u1' });
    add('groupId', json, `400 ${code} /groupId`, group, '/v1/group');
    add('order_id', json, `400 ${code} /properties/order_id`, withProperty('order_id', json));
  }
  for (const json of notObjects)
    for (const name of ['properties', 'context', 'traits']) add(name, json, `400 not-an-object /${name}`);
  for (const json of notTimes)
    for (const name of ['timestamp', 'originalTimestamp']) add(name, json, `400 bad-time /${name}`);
  for (const [json, code] of Object.entries(otherTimes)) add('timestamp', json, `400 ${code} /timestamp`);
  for (const json of notAmounts) {
    add('revenue', json, '400 bad-revenue /properties/revenue', withProperty('revenue', json));
    const total = withMember('properties', `{"total":${json}}`);
    add('total', json, '400 bad-revenue /properties/total', total);
  }
  for (const json of notCurrencies)
    add('currency', json, '400 bad-currency /properties/currency', withProperty('currency', json));
  for (const json of notLists) {
    const code = json.startsWith('[') ? 'too-many-members' : 'not-a-list';
    for (const name of ['products', 'items'])
      add(name, json, `400 ${code} /properties/${name}`, withProperty(name, json));
  }
  return found;
}

/** Objects that no store could hold, as properties and as traits. */
function wrongObjects(): BrokenPayload[] {
  const many = JSON.stringify(Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`n${index}`, index])));
  const deep = (levels: number, open: string, close: string): string =>
    `{"x":${open.repeat(levels)}1${close.repeat(levels)}}`;
  const objects: [string, string, string, string][] = [
    ['NUL in a text', '{"x":"a\\u0000"}', 'unsound-text', '/x'],
    ['NUL in a list', '{"x":["a\\u0000"]}', 'unsound-text', '/x'],
    ['NUL in a name', '{"a\\u0000":1}', 'unsound-text', '/a\0'],
    ['NUL further down', '{"x":{"y":"\\u0000"}}', 'unsound-text', '/x/y'],
    ['a prototype', '{"__proto__":{"admin":true}}', 'bad-name', '/__proto__'],
    ['a prototype further down', '{"x":{"__proto__":1}}', 'bad-name', '/x/__proto__'],
    ['257 members', many, 'too-many-members', ''],
    ['33 levels', deep(32, '{"y":', '}'), 'too-deep', ''],
    ['33 levels of lists', deep(32, '[', ']'), 'too-deep', ''],
    ['10,000 levels', deep(10_000, '{"y":', '}'), 'too-deep', ''],
    ['50,000 levels of lists', deep(50_000, '[', ']'), 'too-deep', ''],
  ];
  return objects.flatMap(([name, json, code, pointer]): BrokenPayload[] => {
    const at = (place: string): string =>
      code === 'too-deep'
        ? ''
        : `/${place}${pointer.replace('/x', code === 'unsound-text' && name === 'NUL in a list' && place === 'traits' ? '/x/0' : '/x')}`;
    return [
      {
        name: `${name} in properties`,
        path: '/v1/track',
        body: withMember('properties', json),
        refusal: `400 ${code} ${at('properties')}`,
      },
      {
        name: `${name} in traits`,
        path: '/v1/identify',
        body: withMember('traits', json),
        refusal: `400 ${code} ${at('traits')}`,
      },
      {
        name: `${name} in a batch`,
        path: '/v1/batch',
        body: `{"batch":[${withMember('properties', json, { ...good, type: 'track' })}]}`,
        refusal: '400 nothing-taken ',
      },
    ];
  });
}

/** Bodies that are no JSON, no messages, or no text at all. */
function wrongBodies(): BrokenPayload[] {
  const notJson = [
    '',
    ' ',
    '{',
    '{"userId":"u1"',
    '[1,',
    'userId=u1&event=x',
    '<xml/>',
    '{userId:"u1"}',
    "{'userId':'u1'}",
    '{"a":1}{"a":2}',
    '{"a":1,}',
    'undefined',
    'NaN',
    '{"a":NaN}',
    '{"a":01}',
    '"\n"',
    '\ufeff\ufeff{}',
    '{"a":"\u0000"}',
  ];
  const notMessages = ['null', 'true', '7', '"text"', '[]', '[{"userId":"u1","event":"x"}]'];
  const bytes: [string, number[]][] = [
    ['a stray continuation', [0x22, 0x80, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['beyond Unicode', [0x22, 0xf5, 0x80, 0x80, 0x80, 0x22]],
    ['a cut character', [0x22, 0xf0, 0x9f, 0x98]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
    ['Latin-1', [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xfc, 0x22, 0x7d]],
  ];
  return [
    ...notJson.flatMap((body): BrokenPayload[] => [
      { name: `not JSON: ${JSON.stringify(body)}`, path: '/v1/track', body, refusal: '400 not-json ' },
      { name: `no batch of JSON: ${JSON.stringify(body)}`, path: '/v1/batch', body, refusal: '400 not-json ' },
    ]),
    ...notMessages.flatMap((body): BrokenPayload[] => [
      { name: `no message: ${body}`, path: '/v1/track', body, refusal: '400 not-an-object ' },
      { name: `no batch: ${body}`, path: '/v1/batch', body, refusal: '400 not-a-batch /batch' },
      { name: `a batch of ${body}`, path: '/v1/batch', body: `{"batch":[${body}]}`, refusal: '400 nothing-taken ' },
      {
        name: `a batch that is ${body}`,
        path: '/v1/batch',
        body: `{"batch":${body === '[]' ? '{}' : body}}`.replace(/:\[.*\]/, ':{}'),
        refusal: '400 not-a-batch /batch',
      },
    ]),
    ...bytes.map(([name, given]): BrokenPayload => ({
      name,
      path: '/v1/track',
      body: Buffer.from(given),
      refusal: '400 not-utf-8 ',
    })),
  ];
}

/** Bodies that are too large, or become so. */
function tooLarge(): BrokenPayload[] {
  const field = (size: number): string => withMember('properties', `{"x":"${'x'.repeat(size)}"}`);
  const bomb = Buffer.alloc(48 * mebibyte, ' ');
  const zipped = gzipSync(JSON.stringify(good));
  const compressed = (name: string, body: Buffer<ArrayBuffer>, encoding: string, refusal: string): BrokenPayload => ({
    name,
    path: '/v1/track',
    body,
    headers: { 'content-encoding': encoding },
    refusal,
  });
  return [
    { name: 'a field of 10 MB', path: '/v1/track', body: field(10 * mebibyte), refusal: '413 too-large ' },
    {
      name: 'a batch of 10 MB',
      path: '/v1/batch',
      body: `{"batch":[${field(10 * mebibyte)}]}`,
      refusal: '413 too-large ',
    },
    { name: 'a field of 200 KiB', path: '/v1/track', body: field(200 * 1024), refusal: '400 message-too-large ' },
    {
      name: 'a userId of 3 MiB',
      path: '/v1/track',
      body: withMember('userId', `"${'x'.repeat(3 * mebibyte)}"`),
      refusal: '400 message-too-large ',
    },
    {
      name: '5,001 messages',
      path: '/v1/batch',
      body: `{"batch":[${Array(5_001).fill('0').join()}]}`,
      refusal: '413 too-large ',
    },
    {
      name: '5,000 messages that are none',
      path: '/v1/batch',
      body: `{"batch":[${Array(5_000).fill('0').join()}]}`,
      refusal: '400 nothing-taken ',
    },
    { name: '2,000,000 levels', path: '/v1/track', body: '['.repeat(2_000_000), refusal: '400 not-json ' },
    {
      name: '1,000,000 levels, closed',
      path: '/v1/track',
      body: '['.repeat(1_000_000) + ']'.repeat(1_000_000),
      refusal: '400 message-too-large ',
    },
    compressed('a gzip bomb', gzipSync(bomb), 'gzip', '413 too-large '),
    compressed('a deflate bomb', deflateSync(bomb), 'deflate', '413 too-large '),
    compressed(
      'a brotli bomb',
      brotliCompressSync(bomb.subarray(0, 20 * mebibyte), { params: { 1: 1 } }),
      'br',
      '413 too-large ',
    ),
    compressed('a bomb in a bomb', gzipSync(gzipSync(bomb)), 'gzip', '400 not-utf-8 '),
    compressed('truncated gzip', zipped.subarray(0, zipped.length - 12), 'gzip', '400 bad-compression '),
    compressed(
      'damaged gzip',
      Buffer.concat([zipped.subarray(0, 20), Buffer.from('zzzz'), zipped.subarray(24)]),
      'gzip',
      '400 bad-compression ',
    ),
    compressed('gzip that is none', Buffer.from(JSON.stringify(good)), 'gzip', '400 bad-compression '),
    compressed('brotli that is none', Buffer.from(JSON.stringify(good)), 'br', '400 bad-compression '),
    compressed('gzip that says it is deflate', zipped, 'deflate', '400 bad-compression '),
    compressed('gzip that does not say so', zipped, 'identity', '400 not-utf-8 '),
    compressed('an encoding nobody knows', zipped, 'zip', '415 unsupported-encoding '),
    compressed('two encodings', zipped, 'gzip, br', '415 unsupported-encoding '),
  ];
}

/** All of them, the same each time. */
export function brokenPayloads(): BrokenPayload[] {
  return [...wrongMembers(), ...wrongObjects(), ...wrongBodies(), ...tooLarge()];
}
