import type { CalendarUnit, WindowUnit } from '@cutline/segment-definition';
import type { Messages } from '../language/messages.ts';

const units: Record<WindowUnit, { one: string; many: string; manyDative: string }> = {
  minute: { one: 'Minute', many: 'Minuten', manyDative: 'Minuten' },
  hour: { one: 'Stunde', many: 'Stunden', manyDative: 'Stunden' },
  day: { one: 'Tag', many: 'Tage', manyDative: 'Tagen' },
  week: { one: 'Woche', many: 'Wochen', manyDative: 'Wochen' },
  month: { one: 'Monat', many: 'Monate', manyDative: 'Monaten' },
  quarter: { one: 'Quartal', many: 'Quartale', manyDative: 'Quartalen' },
  year: { one: 'Jahr', many: 'Jahre', manyDative: 'Jahren' },
};

export const windows: Messages['windows'] = {
  unit: (unit, count) => (count === 1 ? units[unit].one : units[unit].many),
  unitAhead: (unit: CalendarUnit, count) => (count === 1 ? units[unit].one : units[unit].manyDative),
  calendarUnits: {
    day: 'Tag',
    week: 'Woche',
    month: 'Monat',
    quarter: 'Quartal',
    year: 'Jahr',
  },

  presets: {
    last30Days: 'Letzte 30 Tage',
    last90Days: 'Letzte 90 Tage',
    last365Days: 'Letzte 365 Tage',
    yearBefore: 'Das Jahr davor',
    thisMonth: 'Dieser Monat',
    previousMonth: 'Voriger Monat',
    allTime: 'Gesamte Zeit',
  },
  // The calendar’s units follow “laufend” and “vorig” after a colon, so that these need not agree with them.
  types: {
    last: 'die letzten',
    this: 'laufend:',
    previous: 'vorig:',
    between: 'zwischen',
    since: 'seit',
    until: 'bis',
    allTime: 'jederzeit',
  },
  whenItHappened: 'Wann es geschah',
  when: 'Wann',
  howMany: 'Wie viele',
  unitLabel: 'Einheit',
  beforeTheLast: 'zurückversetzt um',
  howManyBefore: 'Zurückversetzt um: wie viele',
  unitBefore: 'Zurückversetzt um: Einheit',
  countedIn: 'Gezählt werden',
  wholeDays: 'ganze Tage, heute eingeschlossen',
  toTheMinute: 'auf die Minute genau, bis jetzt',
  ofTheCalendar: 'Kalendereinheit',
  firstDay: 'Erster Tag',
  firstMoment: 'Ab dem Zeitpunkt',
  and: 'und',
  lastDay: 'Letzter Tag',
  lastMoment: 'Bis vor dem Zeitpunkt',

  onlyOn: 'Nur an bestimmten Wochentagen oder zu bestimmten Stunden',
  weekdays: 'Wochentage',
  from: 'von',
  fromHour: 'Ab Stunde',
  untilBefore: 'bis vor',
  untilBeforeHour: 'Bis vor Stunde',
  nextDay: 'am nächsten Tag',
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,

  covers: {
    now: (covered, timeZone) => `Derzeit abgedeckt: ${covered} (${timeZone}).`,
    nowOnly: (covered, only, timeZone) => `Derzeit abgedeckt: ${covered}, ${only} (${timeZone}).`,
    nothing: 'Kein einziger Tag: Der Zeitraum beginnt erst nach diesem Zeitpunkt',
    before: (end) => `Alles vor ${end}`,
    moments: (start, end) => `${start} bis vor ${end}`,
    upTo: (last) => `Alles bis einschließlich ${last}`,
    day: (day) => `${day}, nur dieser Tag`,
    days: (first, last) => `${first} bis ${last}, beide Tage eingeschlossen`,
  },
  wrongWayRound: 'Das Ende liegt vor dem Anfang. Vertauschen Sie die beiden.',
  chooseLength: 'Wählen Sie die Länge; beide Tage zählen mit.',
  chooseDates: 'Wählen Sie die Tage; beide zählen mit.',
};
