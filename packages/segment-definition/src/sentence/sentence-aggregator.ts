import type { Aggregator } from '../aggregate.ts';
import { quotedActions } from './sentence-selection.ts';
import type { Speaker } from './speaker.ts';

/** What is made of events, e.g. “Sum of revenue over “buy” events”. */
export function aggregatorInWords(
  aggregator: Aggregator | { type: 'distinctProfiles' },
  actions: readonly string[],
  speaker: Speaker,
): string {
  const { aggregators: say, methods, ...messages } = speaker.messages;
  const quoted = quotedActions(actions, speaker);
  const events = messages.events(quoted);
  if (!('parameter' in aggregator)) {
    switch (aggregator.type) {
      case 'count':
      case 'exists':
      case 'distinctProfiles':
        return say[aggregator.type](events);
      case 'daysSinceFirst':
      case 'daysSinceLast':
        return say[aggregator.type](messages.event(quoted));
      case 'gaps':
        return aggregator.statistic === 'mean' ? say.gapsMean(events) : say.gapsMedian(events);
    }
  }
  const name = speaker.parameter(aggregator.parameter.name);
  const isTime = aggregator.parameter.type === 'datetime';
  switch (aggregator.type) {
    case 'min':
      return isTime ? say.earliest(name, events) : say.min(name, events);
    case 'max':
      return isTime ? say.latest(name, events) : say.max(name, events);
    case 'quantile':
      return say.quantile(aggregator.level, methods[aggregator.method], name, events);
    case 'lastValues':
      return say.lastValues(aggregator.count, name, events);
    default:
      return say[aggregator.type](name, events);
  }
}
