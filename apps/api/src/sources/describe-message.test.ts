import { describe, expect, it } from 'vitest';
import { nameOf } from './describe-message.ts';

describe('the name that a message has for its event', () => {
  it.each([
    ['{"type":"track","event":"Order Completed","properties":{"name":"x"}}', 'Order Completed'],
    ['{"type":"page","name":"Home \\u00fc"}', 'Home ü'],
    ['{"type":"track","event":7,"name":"Seven"}', 'Seven'],
    ['{"type":"identify","traits":{"name":"Ada"}}', null],
    ['[1]', null],
    ['null', null],
    ['{"event": "Cut \\"short\\"", "properties": {"text": "aaa', 'Cut "short"'],
    ['{"event":"\\ud83', null],
    ['no JSON at all', null],
  ])('%s: %s', (raw, name) => {
    expect(nameOf(raw)).toBe(name);
  });
});
