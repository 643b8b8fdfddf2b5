import { messagesOf, type Language } from '../messages/catalogue.ts';
import type { Messages } from '../messages/en.ts';
import { isExact, type OnlyOn, type Window } from '../window.ts';
import { momentFor, type Speaker } from './speaker.ts';

/** A window as a label, e.g. “last 365 days”. Ends of whole days are said as the last day inside. */
export function windowInWords(window: Window, language: Language = 'en', timeZone?: string): string {
  return windowLabel(window, { messages: messagesOf(language), timeZone });
}

type Saying = Pick<Speaker, 'messages' | 'timeZone'>;

/** The same with the language's messages at hand. */
export function windowLabel(window: Window, saying: Saying): string {
  return worded(window, saying.messages.windowLabels, saying);
}

/** A window within a sentence, e.g. “in the past 365 days”. */
export function windowPhrase(window: Window, saying: Saying): string {
  return worded(window, saying.messages.windows, saying);
}

/** Which weekdays and hours count, as a label, e.g. “Saturdays and Sundays only”; empty where all of them do. */
export function onlyOnInWords(onlyOn: OnlyOn, language: Language = 'en'): string {
  return onlyOnWorded(onlyOn, messagesOf(language).windowLabels).join(', ');
}

function worded(window: Window, words: Messages['windows'], saying: Saying): string {
  return [
    stretch(window, words, (moment) => momentFor(saying, moment)),
    ...onlyOnWorded(window.onlyOn ?? {}, words),
  ].join(', ');
}

function onlyOnWorded({ weekdays, hours }: OnlyOn, words: Messages['windows']): string[] {
  return [
    ...(weekdays ? [words.onlyDays(weekdays.toSorted((a, b) => a - b))] : []),
    ...(hours ? [words.onlyHours(hours.from, hours.to)] : []),
  ];
}

function stretch(window: Window, words: Messages['windows'], said: (moment: string) => string): string {
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
      return wholeDays ? words.days(start, end) : words.between(said(start), said(end));
    }
    case 'since':
      return words.since(said(window.start));
    case 'until':
      return words.until(said(window.end));
    case 'this':
      return words.this(window.unit);
    case 'previous':
      return words.previous(window.unit);
    case 'allTime':
      return words.allTime;
  }
}
