import type { Condition } from './condition.ts';
import type { Definitions } from './definition.ts';
import { timesOf } from './event-condition.ts';
import type { EventFilter } from './event-filter.ts';
import { asksForMore } from './value-type-of.ts';

/**
 * The filter that a segment's rules put on events of some actions, for a refinement that follows them; null for none.
 * Rules on events (and on aggregates) of one of the actions give their filter if they ask for more of them; `all` joins
 * what its parts give with *and*, `any` with *or*, unless a part of it that concerns these events wants no filter at all. What
 * stands under `not` and rules on anything else give nothing. Windows are not inherited.
 */
export function inheritedFilter(where: Condition, actions: string[], definitions: Definitions): EventFilter | null {
  const given = filterOf(where, actions, definitions);
  return given === 'unconcerned' || given === 'unfiltered' ? null : given;
}

type Given = EventFilter | 'unconcerned' | 'unfiltered';

function filterOf(node: Condition, actions: string[], definitions: Definitions): Given {
  switch (node.type) {
    case 'all': {
      const given = node.of.map((each) => filterOf(each, actions, definitions));
      const filters = given.filter((each) => typeof each !== 'string');
      if (filters.length > 0) return filters.length === 1 ? filters[0]! : { type: 'all', of: filters };
      return given.includes('unfiltered') ? 'unfiltered' : 'unconcerned';
    }
    case 'any': {
      const given = node.of.map((each) => filterOf(each, actions, definitions));
      const filters = given.filter((each) => typeof each !== 'string');
      if (given.includes('unfiltered')) return 'unfiltered';
      if (filters.length === 0) return 'unconcerned';
      return filters.length === 1 ? filters[0]! : { type: 'any', of: filters };
    }
    case 'event':
      if (!concerns(node.actions, actions) || !asksForMore(timesOf(node))) return 'unconcerned';
      return node.filter ?? 'unfiltered';
    case 'aggregate': {
      const aggregate = definitions.get(node.aggregate);
      if (aggregate?.kind !== 'aggregate' || !concerns(aggregate.actions, actions)) return 'unconcerned';
      if (!asksForMore(node.comparison)) return 'unconcerned';
      return aggregate.filter ?? 'unfiltered';
    }
    default:
      return 'unconcerned';
  }
}

function concerns(ofRule: string[], actions: string[]): boolean {
  return ofRule.some((action) => actions.includes(action));
}
