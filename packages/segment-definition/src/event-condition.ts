import type { Aggregate } from './aggregate.ts';
import type { EventCondition, Times } from './condition.ts';
import { formatVersion } from './described.ts';

/** The aggregate that an event condition counts with. */
export function aggregateOfCondition(condition: EventCondition): Aggregate {
  const { actions, filter, distinctBy, window } = condition;
  return {
    formatVersion,
    kind: 'aggregate',
    name: actions.join(', ').slice(0, 120),
    actions,
    ...(filter && { filter }),
    ...(distinctBy && { distinctBy }),
    window,
    aggregator: { type: 'count' },
  };
}

/** How many times an event condition asks for. */
export function timesOf(condition: EventCondition): Times {
  return condition.times ?? { type: 'atLeast', operand: { type: 'constant', value: 1 } };
}
