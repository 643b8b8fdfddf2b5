import { aggregateOfCondition, type Aggregate, type Definitions, type ProfileValue } from '@cutline/segment-definition';
import { operandsOfLeaf } from './compile-leaf.ts';
import { aggregatesUnder, readsAttributes } from './compile-profile-value.ts';
import { sortedActions, type Leaf } from './meaning.ts';
import type { Evaluation } from './plan.ts';
import { timelineOf } from './timeline-of.ts';

/** What a leaf looks at. */
export interface Scanned {
  /** The same for leaves that are served by one scan: they look at the same streams, the same actions of events and the same kinds of data. */
  key: string;
  /** The same in words: actions, and `attributes`. */
  words: string;
}

/** What has to be read to say for whom a leaf holds. */
export function scanOf(leaf: Leaf, definitions: Definitions, evaluation: Evaluation): Scanned {
  const values: ProfileValue[] = operandsOfLeaf(leaf).flatMap((operand) =>
    operand.type === 'aggregate' || operand.type === 'expression' ? [operand] : [],
  );
  if (leaf.type === 'aggregate' || leaf.type === 'expression') values.push(leaf);
  const aggregates: Aggregate[] = values.flatMap((value) =>
    aggregatesUnder(value, definitions).map(([, aggregate]) => aggregate),
  );
  if (leaf.type === 'event') aggregates.push(aggregateOfCondition(leaf));
  const patterns = leaf.type === 'sequence' ? [...leaf.steps, ...(leaf.without ? [leaf.without] : [])] : [];

  const streams = new Set<number>();
  const fromEvents = [...patterns.flatMap(({ actions }) => actions)];
  for (const aggregate of aggregates) {
    const timeline = timelineOf(aggregate, evaluation);
    if (timeline) streams.add(timeline.stream);
    else fromEvents.push(...aggregate.actions);
  }
  const given =
    leaf.type === 'attribute' || leaf.type === 'consent' || values.some((value) => readsAttributes(value, definitions));
  const actions = sortedActions({ actions: [...aggregates, ...patterns].flatMap((each) => each.actions) });
  return {
    key: JSON.stringify([sortedActions({ actions: fromEvents }), [...streams].sort((a, b) => a - b), given]),
    words: [...actions, ...(given ? ['attributes'] : [])].join(', ') || 'constants',
  };
}
