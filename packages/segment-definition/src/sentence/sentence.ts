import type { Definition, Definitions } from '../definition.ts';
import { formulaToText } from '../formula-text/formula-to-text.ts';
import type { Language } from '../messages/catalogue.ts';
import { aggregatorInWords } from './sentence-aggregator.ts';
import { measureInWords } from './sentence-metric.ts';
import { segmentInWords } from './sentence-segment.ts';
import { furtherOf } from './sentence-selection.ts';
import { windowPhrase } from './sentence-window.ts';
import { speakerOf } from './speaker.ts';

/**
 * A definition as one readable sentence, without a full stop. Names come from `definitions`; of an id that is not there
 * it says that it is missing. Instants are said in `timeZone` (IANA), without it in UTC.
 */
export function sentence(
  definition: Definition,
  definitions: Definitions,
  language: Language = 'en',
  timeZone?: string,
): string {
  const speaker = speakerOf(language, definitions, timeZone);
  const { messages } = speaker;
  switch (definition.kind) {
    case 'aggregate': {
      const what = aggregatorInWords(definition.aggregator, definition.actions, speaker);
      return `${what} ${windowPhrase(definition.window, speaker)}${furtherOf(definition, speaker)}`;
    }
    case 'expression':
      return messages.formula(formulaToText(definition.formula, definitions));
    case 'metric':
      return measureInWords(definition.measure, speaker);
    case 'segment':
      return segmentInWords(definition, speaker);
  }
}
