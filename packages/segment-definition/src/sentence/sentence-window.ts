import { messagesOf, type Language } from '../messages/catalogue.ts';
import type { Messages } from '../messages/en.ts';
import { isExact, type OnlyOn, type Window } from '../window.ts';

/** A window as a label, e.g. “last 365 days”. Ends of whole days are said as the last day inside. */
export function windowInWords(window: Window, language: Language = 'en'): string {
  return windowLabel(window, messagesOf(language));
}

/** The same with the language's messages at hand. */
export function windowLabel(window: Window, { windowLabels }: Messages): string {
  return worded(window, windowLabels);
}

/** A window within a sentence, e.g. “in the past 365 days”. */
export function windowPhrase(window: Window, messages: Messages): string {
  return worded(window, messages.windows);
}

/** Which weekdays and hours count, as a label, e.g. “Saturdays and Sundays only”; empty where all of them do. */
export function onlyOnInWords(onlyOn: OnlyOn, language: Language = 'en'): string {
  return onlyOnWorded(onlyOn, messagesOf(language).windowLabels).join(', ');
}

function worded(window: Window, words: Messages['windows']): string {
  return [stretch(window, words), ...onlyOnWorded(window.onlyOn ?? {}, words)].join(', ');
}

function onlyOnWorded({ weekdays, hours }: OnlyOn, words: Messages['windows']): string[] {
  return [
    ...(weekdays ? [words.onlyDays(weekdays.toSorted((a, b) => a - b))] : []),
    ...(hours ? [words.onlyHours(hours.from, hours.to)] : []),
  ];
}

function stretch(window: Window, words: Messages['windows']): string {
  switch (window.type) {
    case 'last': {
      const { count, unit, before } = window;
      if (before && before.count > 0) return words.lastBefore(count, unit, before.count, before.unit);
      // Minutes and hours are counted from the moment itself anyway.
      const isLong = unit !== 'minute' && unit !== 'hour';
      return isLong && isExact(window) ? words.lastExact(count, unit) : words.last(count, unit);
    }
    case 'between': {
      const { start, end } = window;
      const wholeDays = start.length === 10 && end.length === 10;
      return wholeDays ? words.days(start, end) : words.between(start, end);
    }
    case 'since':
      return words.since(window.start);
    case 'until':
      return words.until(window.end);
    case 'this':
      return words.this(window.unit);
    case 'previous':
      return words.previous(window.unit);
    case 'allTime':
      return words.allTime;
  }
}
