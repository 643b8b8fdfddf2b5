import { mutantsOf } from './mutant.ts';

export const mutantsOfWindows = [
  ...mutantsOf(
    'segment-definition/src/window-edges.ts',
    ['a month is thirty days, so that its end does not clamp', '{ months: count }', '{ days: count * 30 }'],
    ['a quarter is four months', '{ months: count * 3 }', '{ months: count * 4 }'],
    ['a week has five days', '{ days: count * 7 }', '{ days: count * 5 }'],
    [
      'the anchor of `last` is the start of today',
      'const anchor = now.toPlainDate().add({ days: 1 });',
      'const anchor = now.toPlainDate();',
    ],
    ['a window is not cut at asOf', 'const cut = Math.min(end, asOf);', 'const cut = end;'],
    ['weeks begin on Sunday', 'date.dayOfWeek - 1', 'date.dayOfWeek % 7'],
    [
      'the previous month goes on into this one',
      ': [first.subtract(step), first];',
      ': [first.subtract(step), first.add(step)];',
    ],
    [
      'an edge is a chain of steps: first the length, then the distance',
      'start: startOfDay(anchor.subtract(start), timeZone)',
      'start: startOfDay(anchor.subtract(duration(count, unit)).subtract(end), timeZone)',
    ],
    [
      'a midnight that a clock change removes moves backward',
      "date.toZonedDateTime({ timeZone, plainTime: '00:00' }).epochMilliseconds",
      "date.toPlainDateTime('00:00').toZonedDateTime(timeZone, { disambiguation: 'earlier' }).epochMilliseconds",
    ],
    [
      'a midnight that comes twice is the later',
      "date.toZonedDateTime({ timeZone, plainTime: '00:00' }).epochMilliseconds",
      "date.toPlainDateTime('00:00').toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds",
    ],
    [
      'a day has 24 hours, clock change or not',
      'end: startOfDay(day.add({ days: 1 }), timeZone)',
      'end: startOfDay(day, timeZone) + 86_400_000',
    ],
  ),
  ...mutantsOf('segment-definition/src/window.ts', [
    'a window of hours is aligned to days',
    "exact ?? [unit, before?.count ? before.unit : unit].some((each) => each === 'minute' || each === 'hour')",
    'exact ?? false',
  ]),
  ...mutantsOf('segment-definition/src/zone-clock.ts', [
    'a local time that a clock change removes or repeats is read by the other offset',
    'Math.max(offset, after)',
    'Math.min(offset, after)',
  ]),
  ...mutantsOf(
    'segment-sql/src/compile-window.ts',
    [
      'the end of a window is inside',
      '`time < ${context.parameters.instant(end)}`',
      '`time <= ${context.parameters.instant(end)}`',
    ],
    [
      'the start of a window is outside',
      '`time >= ${context.parameters.instant(start)}`',
      '`time > ${context.parameters.instant(start)}`',
    ],
    [
      'the end of a day or window that a date is compared with is inside',
      "`${ms} < ${parameters.add('instant', 'Int64', end)}`",
      "`${ms} <= ${parameters.add('instant', 'Int64', end)}`",
    ],
    [
      'the start of a day or window that a date is compared with is outside',
      "`${ms} >= ${parameters.add('instant', 'Int64', start)}`",
      "`${ms} > ${parameters.add('instant', 'Int64', start)}`",
    ],
    ['hours round midnight are asked for both at once', "hours.to > hours.from ? 'AND' : 'OR'", "'AND'"],
    ['the last hour is inside', "`${hour} < ${parameters.add('hour'", "`${hour} <= ${parameters.add('hour'"],
    [
      'weekdays and hours are those of UTC, not of the zone',
      'const local = localOf(ms, context);',
      'const local = ms;',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/zone-sql.ts',
    ['the week begins a day early', '+ 3, 7) + 1)', '+ 4, 7) + 1)'],
    [
      'a local time at a clock change is read by the clock of instants',
      'const { locals, offsets } = clockOf(context.evaluation.timeZone);',
      'const { instants: locals, offsets } = clockOf(context.evaluation.timeZone);',
    ],
    [
      'an instant at a clock change is read by the clock of local times',
      'const { instants, offsets } = clockOf(context.evaluation.timeZone);',
      'const { locals: instants, offsets } = clockOf(context.evaluation.timeZone);',
    ],
  ),
];
