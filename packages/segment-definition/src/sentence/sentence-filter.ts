import type { EventFilter, LineFilter } from '../event-filter.ts';
import { predicateOf } from './sentence-comparison.ts';
import type { Speaker } from './speaker.ts';

/** Which events a filter lets pass, e.g. “store is “E-commerce” and revenue is more than 3”. */
export function filterInWords(filter: EventFilter | LineFilter, speaker: Speaker, isNested = false): string {
  const { filters, fields } = speaker.messages;
  switch (filter.type) {
    case 'all':
    case 'any': {
      const { of, type } = filter;
      if (of.length === 0) return type === 'all' ? filters.anything : filters.nothing;
      if (of.length === 1) return filterInWords(of[0]!, speaker, isNested);
      const said = of.map((each) => filterInWords(each, speaker, true)).join(type === 'all' ? filters.and : filters.or);
      return isNested ? `(${said})` : said;
    }
    case 'not':
      return filters.not(filterInWords(filter.of, speaker));
    case 'parameter':
      return `${speaker.parameter(filter.parameter.name)} ${predicateOf(filter.comparison, speaker)}`;
    case 'products':
      return filters[filter.quantifier](filterInWords(filter.where, speaker));
    case 'field':
      return `${fields[filter.field]} ${predicateOf(filter.comparison, speaker)}`;
  }
}
