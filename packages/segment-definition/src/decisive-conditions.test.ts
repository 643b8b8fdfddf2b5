import { expect, it } from 'vitest';
import { walkConditions, type Condition } from './condition.ts';
import { decisiveConditions } from './decisive-conditions.ts';

const consent = (channel: string): Condition => ({ type: 'consent', channel, is: true });
const tree: Condition = {
  type: 'all',
  of: [{ type: 'any', of: [consent('a'), consent('b')] }, { type: 'not', of: consent('c') }, consent('d')],
};

/** What decides for someone who agreed to these channels. */
function decide(where: Condition, ...agreed: string[]): string[] {
  const truth = (node: Condition): boolean => {
    switch (node.type) {
      case 'all':
        return node.of.every(truth);
      case 'any':
        return node.of.some(truth);
      case 'not':
        return !truth(node.of);
      case 'consent':
        return agreed.includes(node.channel);
      default:
        throw new Error('Only consents here');
    }
  };
  const holds = new Map([...walkConditions(where)].map(([path, node]) => [path, truth(node)]));
  return decisiveConditions(where, (path) => holds.get(path)!);
}

it('names every part that had to hold for someone who is in', () => {
  expect(decide(tree, 'a', 'd')).toEqual(['/where/of/0/of/0', '/where/of/1/of', '/where/of/2']);
});

it('names only the parts that keep someone out', () => {
  expect(decide(tree, 'a', 'c', 'd')).toEqual(['/where/of/1/of']);
  expect(decide(tree, 'd')).toEqual(['/where/of/0/of/0', '/where/of/0/of/1']);
});

it('names an empty group where there is nothing else', () => {
  expect(decide({ type: 'any', of: [] })).toEqual(['/where']);
});
