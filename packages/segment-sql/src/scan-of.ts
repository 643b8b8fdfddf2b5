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
  const counted = leaf.type === 'event' ? [aggregateOfCondition(leaf)] : [];
  const patterns = leaf.type === 'sequence' ? [...leaf.steps, ...(leaf.without ? [leaf.without] : [])] : [];
  const given = leaf.type === 'attribute' || leaf.type === 'consent';
  return scanned({ values, counted, patterns, given }, definitions, evaluation);
}

/** What has to be read to say what a value is. */
export function scanOfValue(value: ProfileValue, definitions: Definitions, evaluation: Evaluation): Scanned {
  return scanned({ values: [value], counted: [], patterns: [], given: false }, definitions, evaluation);
}

interface Read {
  values: ProfileValue[];
  counted: Aggregate[];
  patterns: Pick<Aggregate, 'actions'>[];
  /** Whether attributes or consents are asked for by themselves. */
  given: boolean;
}

function scanned(
  { values, counted, patterns, given }: Read,
  definitions: Definitions,
  evaluation: Evaluation,
): Scanned {
  const aggregates = [
    ...counted,
    ...values.flatMap((value) => aggregatesUnder(value, definitions).map(([, aggregate]) => aggregate)),
  ];
  const streams = new Set<number>();
  const fromEvents = patterns.flatMap(({ actions }) => actions);
  for (const aggregate of aggregates) {
    const timeline = timelineOf(aggregate, evaluation);
    if (timeline) streams.add(timeline.stored.number);
    else fromEvents.push(...aggregate.actions);
  }
  const attributes = given || values.some((value) => readsAttributes(value, definitions));
  const actions = sortedActions({ actions: [...aggregates, ...patterns].flatMap((each) => each.actions) });
  return {
    key: JSON.stringify([sortedActions({ actions: fromEvents }), [...streams].sort((a, b) => a - b), attributes]),
    words: [...actions, ...(attributes ? ['attributes'] : [])].join(', ') || 'constants',
  };
}
