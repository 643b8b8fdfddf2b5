import { mutantsFoundBy } from './mutant.ts';

/** A run, live runs and due ones after it, held against the evaluator in small worlds where each profile changes by one thing alone. */
const built = { file: 'packages/segment-sql/src/runs-build-upon-one-another.test.ts' };
const limits = { file: 'packages/segment-sql/src/within-limits.test.ts' };
const ranges = { file: 'packages/segment-sql/src/profile-ranges.test.ts' };
const scans = { file: 'packages/segment-sql/src/scans-in-ranges.test.ts' };
const tries = { file: 'apps/worker/src/activity-progress.test.ts' };
const written = { file: 'apps/worker/src/recompute-workspace/scans-in-ranges.test.ts' };
const owners = { file: 'packages/segment-sql/src/aliases.test.ts' };
const waves = { file: 'packages/segment-sql/src/waves.test.ts' };
const lanes = { file: 'apps/worker/src/recompute-workspace/in-lanes.test.ts' };
const ended = { file: 'apps/worker/src/recompute-workspace/ended-runs.test.ts' };
const concerned = { file: 'packages/segment-sql/src/concerned-segments.test.ts' };

/** What is due since an earlier run, and what live runs say between two: rules of the compiler. */
export const mutantsOfRuns = [
  ...mutantsFoundBy(
    ranges,
    'packages/segment-sql/src/profile-ranges.ts',
    [
      'ranges: whoever nobody knew of when a run began is in none',
      'index < ranges - 1 ? (index + 1) * size * profilesOfChunk : null',
      '(index + 1) * size * profilesOfChunk',
    ],
    ['ranges: two of them are of one chunk', 'Math.ceil(chunks / mostRanges)', 'chunks / mostRanges'],
    ['ranges: a list takes no more than a number', 'held.lists * bytesOf.list', 'held.lists * bytesOf.number'],
    ['ranges: the first profile of a range is in the one before, too', '`${profile} < ${', '`${profile} <= ${'],
  ),
  ...mutantsFoundBy(scans, 'packages/segment-sql/src/compile-leaves.ts', [
    'ranges: those to whom something happened are scanned in as many as everybody',
    "who === 'looked' ? [who] : ranges",
    "who === 'looked' ? profileRanges(heldColumns(group, definitions, input), input.bounds).map(() => who) : ranges",
  ]),
  ...mutantsFoundBy(
    scans,
    'packages/segment-sql/src/profile-scan.ts',
    ['ranges: rows of several streams hold nothing', ' && streams.size < 2) return null', ') return null'],
    [
      'ranges: rows of one stream hold everybody',
      ' && streams.size < 2) return null',
      ' && streams.size < 1) return null',
    ],
    ['ranges: what counts each once holds numbers', 'distinctBy !== undefined || ', ''],
  ),
  ...mutantsFoundBy(tries, 'apps/worker/src/activity-interceptor.ts', [
    'tries: a heartbeat forgets what was kept',
    'context.heartbeat(progressOf(context))',
    'context.heartbeat()',
  ]),
  ...mutantsFoundBy(tries, 'apps/worker/src/activity-progress.ts', [
    'tries: what the try before kept is forgotten when the next one begins',
    'progress.set(context, context.info.heartbeatDetails);',
    '',
  ]),
  ...mutantsFoundBy(
    written,
    'apps/worker/src/recompute-workspace/run-queries.ts',
    [
      'tries: what was written is written again',
      'if (!isWritten) await this.#send(statement, values);',
      'await this.#send(statement, values);',
    ],
    ['tries: what follows something else counts as written', ' && !this.#differs;', ';'],
    ['tries: what the try before took is forgotten', ', ...written?.figures };', ' };'],
  ),
  ...mutantsFoundBy(
    owners,
    'packages/segment-sql/src/aliases.ts',
    [
      'ranges: what stands under a number of another range is not read',
      '`(${own} OR ${table}.profile IN (${merged}))`, ',
      '`(${own})`, ',
    ],
    ['ranges: a range has whatever is merged', '(${merged}))`, ...contained]', '(${merged}))`]'],
  ),
  ...mutantsFoundBy(
    limits,
    'packages/segment-sql/src/within-limits.ts',
    [
      'limits: of what is too large for one statement the first half is enough',
      '[group.slice(0, middle), group.slice(middle)]',
      '[group.slice(0, middle)]',
    ],
    [
      'limits: a statement may have any number of parameters',
      'Object.keys(params).length + Object.keys(thresholds).length <= mostParameters && ',
      '',
    ],
    ['limits: of several statements only the first is looked at', 'statements.every(', 'statements.slice(0, 1).every('],
  ),
  ...mutantsFoundBy(
    waves,
    'packages/segment-sql/src/plan-run.ts',
    ['waves: a group does not wait for another that it refers to', 'Math.max(-1, ...needed) + 1', '0'],
    [
      'waves: segments that refer to others come as they come',
      'segments.toSorted((one, other) => depths.get(one.id)! - depths.get(other.id)!)',
      '[...segments]',
    ],
    ['waves: a long row of segments is one statement', 'isShallow && last.length', 'last && last.length'],
    ['waves: the base does not wait for who was touched', 'input.earlier)], [base]]', 'input.earlier), base]]'],
  ),
  ...mutantsFoundBy(ended, 'apps/worker/src/recompute-workspace/run-queries.ts', [
    'runs: statements of another Cutline are ended, too',
    ' AND current_database = currentDatabase()',
    '',
  ]),
  ...mutantsFoundBy(ended, 'apps/worker/src/recompute-workspace/execute-step.ts', [
    'runs: a statement that waited is sent after its run has ended',
    "if (step?.status === 'skipped')",
    'if (step === undefined)',
  ]),
  ...mutantsFoundBy(ended, 'apps/worker/src/recompute-workspace/execute-step.ts', [
    'runs: a step of a run that has ended is done after all',
    "['failed', 'skipped']",
    "['failed']",
  ]),
  ...mutantsFoundBy(
    lanes,
    'apps/worker/src/recompute-workspace/in-lanes.ts',
    ['lanes: after a failure the others are begun all the same', 'waiting.length = 0;', ''],
    [
      'lanes: what is under way is not waited for',
      'Promise.allSettled(Array.from({ length: lanes }, lane))',
      'Promise.all(Array.from({ length: lanes }, lane)).then(() => [] as PromiseSettledResult<void>[])',
    ],
  ),
  ...mutantsFoundBy(
    built,
    'packages/segment-sql/src/compile-touched.ts',
    ['touched: the first batch after the earlier run is passed over', '`batch > ${after}`', '`batch > ${after} + 1`'],
    [
      'touched: who has new events is not looked at',
      "if (actions.length > 0)\n    sets.push(rows(tables.events, eventCause, `action IN ${parameters.named('looked_at', 'Array(String)', actions)}`));",
      '',
    ],
    [
      'touched: who has new values is not looked at',
      'const sets = [rows(tables.profileValues, valueCause), ',
      'const sets = [',
    ],
    ['touched: who has a new name is not looked at', ", rows(tables.identifiers, `'${causes.names}'`)]", ']'],
    ['touched: who counts for another one since is not looked at', 'if (input.hasAliases)', 'if (!input.hasAliases)'],
    [
      'touched: a number that counts for another one since is not looked at itself',
      'arrayDistinct(arrayConcat([number], groupArray(profile)))',
      'groupArray(profile)',
    ],
    [
      'touched: for whom a number counted before is not looked at',
      'groupArray(profile))) AS profiles',
      '[argMax(profile, batch)])) AS profiles',
    ],
    [
      'slid: an event on the edge of a slice is not in it',
      '`time >= ${parameters.instant(from)}',
      '`time > ${parameters.instant(from)}',
    ],
    [
      'slid: a slice is cut at its beginning on both sides',
      'time < ${parameters.instant(to)}`',
      'time < ${parameters.instant(from)}`',
    ],
    [
      'slid: values are not looked at when their time has come',
      "${[...own, between(earlier.asOf, input.asOf)].join(' AND ')}`",
      "${[...own, '0'].join(' AND ')}`",
    ],
  ),
  ...mutantsFoundBy(
    built,
    'packages/segment-sql/src/moved-slices.ts',
    ['slices: what windows gained at their end is left out', '    note(before.end, now.end, actions);\n', ''],
    [
      'slices: what windows lost at their start is left out',
      'if (before.start !== null && now.start !== null) note(before.start, now.start, actions);',
      '',
    ],
    [
      'slices: of two ends the later one comes first',
      '[Math.max(0, Math.min(one, other)), Math.max(0, Math.max(one, other))]',
      '[Math.max(0, Math.max(one, other)), Math.max(0, Math.min(one, other))]',
    ],
    [
      'slices: of several windows with the same slice one has its actions in it',
      '[...new Set([...slice.actions, ...actions])].sort()',
      '[...new Set(actions)].sort()',
    ],
    [
      'slices: those of sequences are left out',
      'return [...counted, ...sequences, ...ranked];',
      'return [...counted, ...ranked];',
    ],
    [
      'slices: what must not happen in a sequence is left out',
      '[...node.steps, ...(node.without ? [node.without] : [])]',
      '[...node.steps]',
    ],
    ['drift: what is within the next days stays what it was', "'withinNext', ", ''],
    [
      'drift: what is made of `asOf` stays what it was',
      "if (node.type === 'asOf') return 'always';",
      "if (node.type === 'asOf') return 'none';",
    ],
    [
      'drift: what is within exact hours changes once a day',
      "isExact(window) ? 'always' : 'daily'",
      "isExact(window) ? 'daily' : 'daily'",
    ],
    [
      'drift: days begin at midnight UTC',
      'localDate(asOf, timeZone) !== localDate(earlier.asOf, timeZone)',
      "localDate(asOf, 'UTC') !== localDate(earlier.asOf, 'UTC')",
    ],
  ),
  ...mutantsFoundBy(
    built,
    'packages/segment-sql/src/whole-segments.ts',
    ['whole: who ranks is computed for some', 'if (isRefined(segment) || ', 'if ('],
    [
      'whole: populations of metrics are computed for some',
      "document.kind === 'metric' ? segmentsOfMetric(document) : []",
      "document.kind === 'metric' ? [] : []",
    ],
    [
      'whole: a threshold moved, and the segment is computed for some',
      'before[metric] !== values.get(metric)',
      'false',
    ],
    [
      'whole: of segments that refer to one with a threshold that moved some are computed',
      ' || referredSegments(id).some(isWhole)',
      '',
    ],
    [
      'whole: segments that time alone changes are computed for some',
      'const before = recorded.get(id);',
      'const before = recorded.get(id) ?? Object.fromEntries(values);',
    ],
    [
      'drift: that of aggregates and expressions is forgotten',
      "kind === 'aggregate' || kind === 'expression'",
      'kind !== kind',
    ],
  ),
  ...mutantsFoundBy(built, 'packages/segment-sql/src/compile-base.ts', [
    'kept: who was looked at stays a member',
    'bitmapAndnot(members, looked)',
    'members',
  ]),
  ...mutantsFoundBy(
    built,
    'packages/segment-sql/src/compile-difference.ts',
    ['last members: of a chunk the first ones hold', 'max(run)', 'min(run)'],
    ['last members: a run’s own are the last ones before it', 'AND run < ${before}', 'AND run <= ${before}'],
  ),
  ...mutantsFoundBy(
    built,
    'packages/segment-sql/src/compile-live.ts',
    ['live: members who are not looked at leave', 'bitmapAnd(members, looked) AS members', 'members'],
    ['live: who leaves stays a member', 'bitmapAndnot(bitmapOr(was, entered), gone)', 'bitmapOr(was, entered)'],
    [
      'live: who enters is the only member',
      'bitmapAndnot(bitmapOr(was, entered), gone)',
      'bitmapAndnot(entered, gone)',
    ],
    [
      'live: entries and exits are the other way round',
      'if(bitmapContains(now, changed), 1, -1)',
      'if(bitmapContains(was, changed), 1, -1)',
    ],
  ),
  ...mutantsFoundBy(
    built,
    'packages/segment-sql/src/live-sets.ts',
    [
      'live: for whom time passed is not looked at',
      "'bitmapOr(touched, slid) AS looked'",
      "'bitmapOr(touched, touched) AS looked'",
    ],
    [
      'live: of whom something was said is not looked at',
      "'bitmapOr(touched, slid) AS looked'",
      "'bitmapOr(slid, slid) AS looked'",
    ],
    [
      'live: the last members of the other chunks are forgotten',
      'bitmapToArray(looked)), 16)',
      'bitmapToArray(looked)), 17)',
    ],
    ['live: anonymous profiles are in every base', "? 'everyone' : 'named'", "? 'everyone' : 'everyone'"],
    [
      'live: what a later batch names is in the base',
      "AND batch <= ${parameters.named('known', 'UInt64', this.#input.known)}\n",
      '\n',
    ],
    [
      'live: a segment says what those that it refers to say of everybody',
      'segment: (condition) => columns.get(condition.segment)!,',
      'segment: () => base,',
    ],
  ),
  ...mutantsFoundBy(
    concerned,
    'packages/segment-sql/src/concerned-segments.ts',
    ['concerned: what names a profile concerns no segment', 'happened.has(causes.names) || happened', 'happened'],
    ['concerned: merges concern no segment', ' || happened.has(causes.aliases)', ''],
    ['concerned: what a segment refers to is passed over', "kind !== 'metric' && isConcerned(other)", 'false'],
    ['concerned: attributes concern no segment', "type === 'attribute' ? [attribute?.name] : ", ''],
    ['concerned: consents concern no segment', "type === 'consent' ? [channel] : []", '[]'],
    [
      'concerned: events concern no segment',
      'return [...actions.map((action) => causes.event + action), ...',
      'return [...',
    ],
  ),
];
