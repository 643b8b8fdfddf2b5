import { conditionInWords, type Condition, type Speaker } from '@cutline/segment-definition';
import type { WhyNode } from '../api/contract.ts';

/** A condition as it came out, and those it is made of, in the words of a speaker. */
export function retell(node: WhyNode, condition: Condition, speaker: Speaker): WhyNode {
  const parts = partsOf(condition);
  return {
    ...node,
    words: conditionInWords(condition, speaker),
    of: node.of.map((part, index) => (parts[index] ? retell(part, parts[index], speaker) : part)),
  };
}

function partsOf(condition: Condition): Condition[] {
  if (condition.type === 'not') return [condition.of];
  return condition.type === 'all' || condition.type === 'any' ? condition.of : [];
}
