import { formulaToText } from '../formula-text/formula-to-text.ts';
import type { Measure, ProfileValue } from '../metric.ts';
import { aggregatorInWords } from './sentence-aggregator.ts';
import { furtherOf } from './sentence-selection.ts';
import { windowPhrase } from './sentence-window.ts';
import type { Speaker } from './speaker.ts';

/** What a metric measures, e.g. “0.7 quantile of “Purchases” among all customers”. */
export function measureInWords(measure: Measure, speaker: Speaker): string {
  const { messages } = speaker;
  switch (measure.type) {
    case 'formula':
      return messages.formula(formulaToText(measure.formula, speaker.definitions));
    case 'values': {
      const { population } = measure;
      const among =
        population.type === 'segment'
          ? messages.populations.segment(speaker.nameOf(population.segment))
          : messages.populations[population.type];
      return `${statisticInWords(measure, speaker)}${among}`;
    }
    case 'events': {
      const { population } = measure;
      const of =
        population.type === 'segment'
          ? messages.eventPopulations.segment(speaker.nameOf(population.segment))
          : messages.eventPopulations.everyone;
      const what = aggregatorInWords(measure.aggregator, measure.actions, speaker);
      return `${what} ${windowPhrase(measure.window, speaker)}${furtherOf(measure, speaker)}${of}`;
    }
  }
}

function statisticInWords({ of, statistic }: Extract<Measure, { type: 'values' }>, speaker: Speaker): string {
  const { methods, statistics } = speaker.messages;
  const name = valueName(of, speaker);
  return statistic.type === 'quantile'
    ? statistics.quantile(statistic.level, methods[statistic.method], name)
    : statistics[statistic.type](name);
}

/** The name of a profile's value. */
export function valueName(value: ProfileValue, { nameOf }: Speaker): string {
  return nameOf(value.type === 'aggregate' ? value.aggregate : value.expression);
}
