import { mutantsFoundBy } from './mutant.ts';

const looped = (name: string) => ({ file: 'apps/worker/src/live/live-loop.test.ts', name });
const loop = 'apps/worker/src/live/live-loop.ts';

const live = 'apps/worker/src/live/';
const run = 'apps/worker/src/recompute-workspace/';
const test = (file: string, name: string) => ({ file: `${file}.test.ts`, name });

const lines = test(
  `${live}lines-of-rankings`,
  'on the line of the last run members stay, others are kept where ties are, and where there was room is room for all',
);
const underWay = test(
  `${live}while-a-run-is-under-way`,
  'whose events came into a window while a run was under way are not sent out again, and its own changes happen after theirs',
);
const addsUp = test(
  `${live}what-live-runs-publish`,
  'heads add up who entered and left, and every change and size says what version it is of',
);
const passed = test(
  `${live}what-live-runs-publish`,
  'who is looked at though only time passed for them has not changed for something new',
);
const quiet = test(
  `${live}what-live-runs-publish`,
  'where nobody entered or left nothing is left but the clock, which never goes back',
);
const settings = test(
  `${live}what-live-runs-publish`,
  'new exchange rates, other settings and other rules for planning have a run come first',
);
const stale = test(
  `${live}what-live-runs-publish`,
  'segments that could not be computed, and those that refer to them, wait for a run',
);
const scope = { file: `${run}choose-scope.test.ts` };
const reasons = { file: `${run}change-reasons.test.ts` };
const due = { file: `${run}what-is-due.test.ts` };
const groups = { file: `${run}groups-of-changes.test.ts` };

/** What live runs and publishing make of what was computed. */
export const mutantsOfPublishing = [
  ...mutantsFoundBy(looped('where a run has to come first it is asked for, unless one is under way'), loop, [
    'live loop: a run is asked for though one is under way',
    'if (running) return;',
    '',
  ]),
  ...mutantsFoundBy(
    looped('on a new day a run is asked for, once'),
    loop,
    ['live loop: a new day is not seen', 'if (!outrun && !newDay)', 'if (!outrun)'],
    [
      'live loop: the same is asked for again and again',
      'pause(asked, workspaceId, { first: 60_000, most: 3_600_000 });',
      '',
    ],
  ),
  ...mutantsFoundBy(looped('what stops it is noted with the workspace, and forgotten once it goes on'), loop, [
    'live loop: what stops it is not noted',
    'await noteError(stores.database, workspaceId, code).catch(() => {});',
    '',
  ]),
  ...mutantsFoundBy(
    looped('nobody has to ring: windows move with the clock, where nothing landed for a minute'),
    loop,
    [
      'live loop: where nothing lands nobody is looked at',
      'OR live_clock.moved_at < now() - make_interval(secs => ${idleFor})',
      '',
    ],
  ),
  ...mutantsFoundBy(
    {
      file: 'apps/worker/src/live/what-live-runs-publish.test.ts',
      name: 'a run that is asked to speak of an instant before theirs says of everybody what was then',
    },
    'apps/worker/src/recompute-workspace/begin-run.ts',
    [
      'runs: what live runs saw later stays in one of an earlier instant',
      'asOf.getTime() < live.asOf',
      'asOf.getTime() < 0',
    ],
  ),
  ...mutantsFoundBy(
    lines,
    'packages/segment-sql/src/compile-refinement.ts',
    [
      'by line: who comes up to the line is beyond it',
      "keep === 'top' ? '>' : '<'} ${line}",
      "keep === 'top' ? '>=' : '<='} ${line}",
    ],
    [
      'by line: the lowest are kept like the highest',
      "keep === 'top' ? '>' : '<'} ${line}",
      "keep === 'top' ? '>' : '>'} ${line}",
    ],
    [
      'by line: ties are kept for members only',
      "refine.ties.type === 'include' ? '1' :",
      "refine.ties.type !== refine.ties.type ? '1' :",
    ],
    ['by line: members on the line leave', '`bitmapContains(${members}, profile)`;\n', "'0';\n"],
    ['by line: there was no room for more', 'cut.above + cut.kept < refine.take.count', 'cut.above + cut.kept < 0'],
    [
      'by line: there was room where none was left',
      'cut.above + cut.kept < refine.take.count',
      'cut.above + cut.kept <= refine.take.count',
    ],
  ),
  ...mutantsFoundBy(
    test(`${live}lines-of-rankings`, 'events leave the window of a ranking on time'),
    'packages/segment-sql/src/moved-slices.ts',
    [
      'by line: windows of rankings do not move',
      'return [...counted, ...sequences, ...ranked];',
      'return [...counted, ...sequences];',
    ],
  ),
  ...mutantsFoundBy(underWay, 'packages/segment-sql/src/compile-touched.ts', [
    'held: only whom something was said of',
    '[touched, slid].map((sql)',
    '[touched].map((sql)',
  ]),
  ...mutantsFoundBy(
    underWay,
    'packages/segment-sql/src/compile-difference.ts',
    [
      'held: what the run says of them holds',
      'bitmapOr(bitmapAndnot(${fresh}, ${kept}), bitmapAnd(was, ${kept}))',
      '${fresh}',
    ],
    [
      'held: they are members of nothing',
      'bitmapOr(bitmapAndnot(${fresh}, ${kept}), bitmapAnd(was, ${kept}))',
      'bitmapAndnot(${fresh}, ${kept})',
    ],
  ),
  ...mutantsFoundBy(
    underWay,
    `${run}publish-run.ts`,
    ['publishing: changes happen before those that live runs published', 'at: Math.max(asOf, clock.asOf)', 'at: asOf'],
    ['publishing: live runs that went on are taken no notice of', 'held: moved && (', 'held: !moved && ('],
    [
      'publishing: the number of a run is that of its beginning',
      'if (counter?.lastRun === run.number) return run;',
      'return run;',
    ],
    ['publishing: the live clock stays', '    await moveLiveClock(tx, run);\n', ''],
  ),
  ...mutantsFoundBy(
    test(`${live}live-run`, 'so does it at those to whom nothing happened that the segment looks at'),
    `${live}compute-live.ts`,
    [
      'live: in the first live run after a run segments are left out as well',
      'const concerned = isFirst ? segments : concernedSegments',
      'const concerned = isFirst ? concernedSegments(happened.causes, documents) : concernedSegments',
    ],
  ),
  ...mutantsFoundBy(passed, `${live}compute-live.ts`, [
    'live: for whom time passed is not told',
    "slid: of('slid')",
    'slid: []',
  ]),
  ...mutantsFoundBy(passed, 'packages/segment-sql/src/compile-live.ts', [
    'live: everybody has something new',
    "${isIn(sets.touched, 'changed')}, 'new-events'",
    "1, 'new-events'",
  ]),
  ...mutantsFoundBy(
    addsUp,
    'packages/segment-sql/src/compile-live.ts',
    ['live: changes have the version of the first segment', '${version}[indexOf(${ids}, segment)]', '${version}[1]'],
    ['live: who entered is counted with who left', "countIf(change = 'left')", 'count()'],
  ),
  ...mutantsFoundBy(
    addsUp,
    `${live}live-run.ts`,
    ['live: heads take who left for members', '${entered - left}::integer', '${entered}::integer'],
    [
      'live: the sequence of a head stays',
      'sequence: sql`${segmentHead.sequence} + 1`',
      'sequence: sql`${segmentHead.sequence} + 0`',
    ],
    ['live: sizes are not noted', 'if (sizes.length > 0) await', 'if (sizes.length < 0) await'],
    ['live: members of before are those before the run before', 'published: run.number - 1', 'published: 0'],
  ),
  ...mutantsFoundBy(
    quiet,
    `${live}live-run.ts`,
    ['live: the clock goes back', 'Math.max(now(), clock.asOf.getTime(), ', 'Math.max(now(), '],
    [
      'live: where nothing happened the clock stays',
      '    await moveClock(database, clock, { asOf: new Date(asOf), known });\n',
      '',
    ],
    ['live: a run without changes is left behind', 'if (changed.length > 0) {', 'if (changed.length >= 0) {'],
  ),
  ...mutantsFoundBy(settings, `${live}live-run.ts`, [
    'live: new exchange rates are passed over',
    'if (newRates)',
    'if (newRates && known < 0)',
  ]),
  ...mutantsFoundBy(
    settings,
    `${live}live-definitions.ts`,
    ['live: another currency is passed over', '    settings.currency !== currency ||\n', ''],
    [
      'live: other rules for planning are passed over',
      ' || settings?.planFormat !== planFormat) return null',
      ' || !settings) return null',
    ],
  ),
  ...mutantsFoundBy(
    stale,
    `${live}live-definitions.ts`,
    [
      'live: segments that could not be computed are kept',
      "eq(segmentHead.status, 'current')",
      'isNotNull(segmentHead.status)',
    ],
    [
      'live: what refers to them is kept',
      'return referredIn(found).every((each) => isComplete(each, documents, heads));',
      'return referredIn(found).length >= 0;',
    ],
  ),
  ...mutantsFoundBy(
    test(`${live}live-run`, 'a live run that was cut off leaves nothing behind'),
    `${live}clear-cut-off.ts`,
    ['cut off: what live runs wrote stays', '    await discardMemberships(clickhouse, address);\n', ''],
    [
      'cut off: live runs are under way for ever',
      '    await database.delete(runTable).where(eq(runTable.id, id));\n',
      '',
    ],
  ),
  ...mutantsFoundBy(
    test(`${live}live-run`, 'nor does a live run build upon a run whose publishing was cut off'),
    `${live}clear-cut-off.ts`,
    [
      'cut off: what a run wrote stays',
      '    await discardMemberships(clickhouse, { workspace: workspace.number, run: number });\n',
      '',
    ],
  ),
  ...mutantsFoundBy(
    test(`${live}live-run`, 'a run that is published after a live one was cut off does not build upon what that wrote'),
    `${run}publish-run.ts`,
    [
      'cut off: publishing looks at what live runs left behind',
      '    await clearCutOff(stores, { id: planned.run.workspaceId, number: planned.workspace });\n',
      '',
    ],
  ),
  ...mutantsFoundBy(
    scope,
    `${run}choose-scope.ts`,
    ['scope: runs go back in time by what is due', 'clock.asOf < run.asOf || ', ''],
    [
      'scope: a day begins at midnight of UTC',
      'dayChanged({ asOf: clock.asOf.getTime(), timeZone: workspace.timeZone }',
      "dayChanged({ asOf: clock.asOf.getTime(), timeZone: 'UTC' }",
    ],
    [
      'scope: what was published by live runs is not built upon',
      'return { published: last?.number ?? 0,',
      'return { published: 0,',
    ],
    [
      'scope: exchange rates that were read are new',
      'gt(currencyRateImport.batch, after)',
      'lte(currencyRateImport.batch, known)',
    ],
    [
      'scope: exchange rates are read before they came',
      'lte(currencyRateImport.batch, known)',
      'gt(currencyRateImport.batch, after)',
    ],
    ['scope: a full run that failed is forgotten', ' ||\n    (await lastFullFailed(database, workspace.id))', ''],
    [
      'scope: a live run makes up for a full one that failed',
      "and(eq(runTable.workspaceId, workspaceId), ne(runTable.scope, 'live'))",
      'eq(runTable.workspaceId, workspaceId)',
    ],
  ),
  ...mutantsFoundBy(
    reasons,
    `${run}change-reasons.ts`,
    [
      'reasons: lines that moved in segments that are referred to are not why',
      'lineMoved(node.segment)',
      'node.segment === id',
    ],
    [
      'reasons: lines of rankings do not move',
      'isRefined(document) ||\n',
      'isRefined(document) !== isRefined(document) ||\n',
    ],
    ['reasons: what a definition is made of is not why', ' || changed.has(id)) return', ') return'],
    ['reasons: what was never published is a new version', 'if (!head || head.sequence === 0)', 'if (!head)'],
    ['reasons: a day that began is not why', "? 'time-passed' : 'corrected'", "? 'corrected' : 'corrected'"],
  ),
  ...mutantsFoundBy(
    due,
    `${run}flip-heads.ts`,
    ['heads: every run computes everybody', 'whole.has(definitionId) && {', '{'],
    [
      'heads: the sequence grows though nobody entered or left',
      'entered + left > 0 ? 1 : 0',
      'entered + left >= 0 ? 1 : 0',
    ],
  ),
  ...mutantsFoundBy(test(`${live}live-run`, 'a full run says what it had to correct'), `${run}flip-heads.ts`, [
    'heads: nothing was corrected',
    '? Number(row.unexplained) : 0',
    '? 0 : 0',
  ]),
  ...mutantsFoundBy(
    due,
    `${run}since-earlier.ts`,
    [
      'earlier: what a definition is made of may be another',
      'before[id] === now[id] && below.every',
      'before[id] === now[id] || below.every',
    ],
    [
      'earlier: what could not be computed is what it was',
      "status === 'current' && wholeRun",
      'status !== null && wholeRun',
    ],
  ),
  ...mutantsFoundBy(
    due,
    'packages/segment-sql/src/compile-difference.ts',
    [
      'reasons: who has something new has changed by time',
      'sides.set(scratchKeys.touched)}, changed)`',
      'sides.set(scratchKeys.held)}, changed)`',
    ],
    [
      'reasons: for whom time passed it did not',
      'sides.set(scratchKeys.slid)}, changed)`',
      'sides.set(scratchKeys.held)}, changed)`',
    ],
  ),
  ...mutantsFoundBy(
    due,
    `${run}write-differences.ts`,
    [
      'differences: the first hundred segments are enough',
      'groupsOfChanges(changed, changesOf).flatMap',
      'groupsOfChanges(changed, changesOf).slice(0, 1).flatMap',
    ],
    [
      'differences: where somebody left nothing is written',
      'Number(row.entered) + Number(row.left);',
      'Number(row.entered);',
    ],
  ),
  ...mutantsFoundBy(settings, `${live}live-run.ts`, [
    'live run: nobody is told that another way of planning needs a run first',
    "if (!live) return { outcome: 'outrun'",
    "if (!live) return { outcome: 'waits'",
  ]),
  ...mutantsFoundBy(
    groups,
    `${run}groups-of-changes.ts`,
    ['differences: a statement names one too many', 'last.length < segmentsAtOnce', 'last.length <= segmentsAtOnce'],
    ['differences: a statement writes any number of changes', ' && changes + own <= changesAtOnce', ''],
    ['differences: what other statements write counts, too', '      changes = own;', '      changes += own;'],
  ),
  ...mutantsFoundBy(due, `${run}publish-run.ts`, [
    'publishing: what failed stays as it is',
    '    await markStale(tx, run, results.failures);\n',
    '',
  ]),
];
