import type { Aggregator } from '../aggregate.ts';
import type { Definition, Definitions } from '../definition.ts';
import type { EventSelection } from '../event-selection.ts';
import { formulaToText } from '../formula-text/formula-to-text.ts';
import type { Language } from '../messages/catalogue.ts';
import type { Measure, ProfileValue } from '../metric.ts';
import type { Refinement } from '../refinement.ts';
import { cut } from '../validation/in-words.ts';
import { eventName, filterName } from './event-name.ts';
import { nameIn, ruleName } from './rule-name.ts';
import { windowLabel } from './sentence-window.ts';
import { speakerOf, type Speaker } from './speaker.ts';

/** A short name for a definition, made from its rules; at most 120 characters, and never empty. */
export function suggestName(
  document: Definition,
  definitions: Definitions,
  language: Language = 'en',
  timeZone?: string,
): string {
  return cut(nameFor(document, speakerOf(language, definitions, timeZone)), 119);
}

function nameFor(document: Definition, speaker: Speaker): string {
  switch (document.kind) {
    case 'aggregate':
      return selectionName(document, document.aggregator, speaker);
    case 'expression':
      return formulaToText(document.formula, speaker.definitions);
    case 'metric':
      return measureName(document.measure, speaker);
    case 'segment': {
      const { where, refine } = document;
      if (!refine) return ruleName(where, speaker);
      const isEveryone = where.type === 'all' && where.of.length === 0;
      const kept = refinementName(refine, speaker);
      return isEveryone ? kept : speaker.messages.names.join([kept, ruleName(where, speaker)]);
    }
  }
}

function selectionName(
  { actions, filter, window }: EventSelection,
  aggregator: Aggregator | { type: 'distinctProfiles' },
  speaker: Speaker,
): string {
  return speaker.messages.names.join([
    aggregatorName(aggregator, eventName(actions, speaker), speaker),
    ...filterName(filter),
    windowLabel(window, speaker),
  ]);
}

function aggregatorName(
  aggregator: Aggregator | { type: 'distinctProfiles' },
  events: string,
  speaker: Speaker,
): string {
  const { aggregators: say, of } = speaker.messages.names;
  if (!('parameter' in aggregator)) return aggregator.type === 'count' ? events : say[aggregator.type](events);
  const name = speaker.parameter(aggregator.parameter.name);
  const isTime = aggregator.parameter.type === 'datetime';
  switch (aggregator.type) {
    case 'min':
      return of(isTime ? say.earliest(name) : say.min(name), events);
    case 'max':
      return of(isTime ? say.latest(name) : say.max(name), events);
    case 'quantile':
      return of(say.quantile(name, aggregator.level), events);
    case 'lastValues':
      return of(say.lastValues(name, aggregator.count), events);
    default:
      return of(say[aggregator.type](name), events);
  }
}

function measureName(measure: Measure, speaker: Speaker): string {
  const { names, statistics } = speaker.messages;
  if (measure.type === 'formula') return formulaToText(measure.formula, speaker.definitions);
  const { population } = measure;
  const among = population.type === 'segment' ? [nameIn(population.segment, speaker)] : [];
  if (measure.type === 'events') return names.join([selectionName(measure, measure.aggregator, speaker), ...among]);
  const { statistic } = measure;
  const of = valueName(measure.of, speaker);
  const what =
    statistic.type === 'quantile' ? statistics.quantile(statistic.level, '', of) : statistics[statistic.type](of);
  return names.join([what, ...among]);
}

function refinementName({ keep, take, by }: Refinement, speaker: Speaker): string {
  const { topCount, bottomCount, topShare, bottomShare } = speaker.messages.names;
  const name = valueName(by, speaker);
  if (take.type === 'count') return (keep === 'top' ? topCount : bottomCount)(take.count, name);
  return (keep === 'top' ? topShare : bottomShare)(take.percent, name);
}

function valueName(value: ProfileValue, speaker: Speaker): string {
  return nameIn(value.type === 'aggregate' ? value.aggregate : value.expression, speaker);
}
