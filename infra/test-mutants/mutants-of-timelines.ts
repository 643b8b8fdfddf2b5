import { mutantsFoundBy } from './mutant.ts';

const live = (name: string) => ({ file: 'apps/worker/src/live/live-timelines.test.ts', name });
const kept = (name: string) => ({ file: 'apps/worker/src/timelines/tails.test.ts', name });

/** Scans by hand of timelines with and without tails. */
const scans = { file: 'packages/segment-sql/src/tails.test.ts' };
const inTails = kept('what runs add stands in tails, and never under the streams’ own numbers');
const builtAnew = kept('a stream whose tail grew is built anew beside, and the next run drops the old one');
const manyProfiles = kept('where profiles are many a tail may have a row for one of four');
const ended = kept('what a try that was cut off sent is ended before timelines are made anew');
const together = kept('one step adds to streams that hold different batches, and to one to which adding was cut off');
const inParts = kept('after a large import what is new is added in parts of all profiles');
const merged = live('after a merge all of the merged is read from events, and nothing else');
const ofTwo = live('of two streams of which one lacks a merge both are read, but for the merged');
const ofMerged = {
  file: 'apps/worker/src/live/live-merges.test.ts',
  name: 'of who was merged all events count, and who counts for another leaves as merged',
};
const much = live('what came to much is added first, but for while a run is under way');

/** Streams' tails, how they are added to and read, and what live runs read of timelines. */
export const mutantsOfTimelines = [
  ...mutantsFoundBy(
    scans,
    'packages/segment-sql/src/profile-scan.ts',
    ['tails: whom something was added to counts twice', '[...looked, `NOT ${ofAdded}`]', 'looked'],
    ['looked: of those without a tail everybody is read', '[...looked, `NOT ${ofAdded}`]', '[`NOT ${ofAdded}`]'],
    [
      'looked: where there are no tails everybody is read',
      'this.#singleRows(aggregates, streams, looked)',
      'this.#singleRows(aggregates, streams, [])',
    ],
    [
      'looked: what is lacking is read for everybody',
      'this.#groupedRows(aggregates, streams, looked)',
      'this.#groupedRows(aggregates, streams, [])',
    ],
    [
      'tails: they are not looked for',
      'flatMap(({ number, hasTail }) => (hasTail ?',
      'flatMap(({ number }) => (!number ?',
    ],
    [
      'tails: they are looked for where there are none',
      'flatMap(({ number, hasTail }) => (hasTail ?',
      'flatMap(({ number }) => (number ?',
    ],
    [
      'tails: of whom something was added to the built row alone is read',
      '[number, ...(hasTail ? [tailOf(number)] : [])]',
      '[number, ...(hasTail ? [] : [])]',
    ],
    [
      'tails: they are read where a run found none',
      '[number, ...(hasTail ? [tailOf(number)] : [])]',
      '[number, tailOf(number)]',
    ],
    ['single rows: those of several streams stand side by side', 'streams.length > 1;', 'streams.length > 9;'],
    ['single rows: a column is of any stream', '`anyIf(${sql}, ${of})` : sql', '`any(${sql})` : sql'],
    [
      'grouped rows: a column is of any stream',
      "`stream IN ${parameters.add('streams', 'Array(UInt32)', numbersOf(stored))}`",
      "'1'",
    ],
    [
      'lacking: what timelines lack is missing',
      'streams.filter(({ known }) => known < this.#context.evaluation.known)',
      'streams.filter(({ known }) => known > this.#context.evaluation.known)',
    ],
    [
      'lacking: events are read where nothing is lacking',
      'streams.filter(({ known }) => known < this.#context.evaluation.known)',
      'streams.filter(({ known }) => known <= this.#context.evaluation.known)',
    ],
    ['lacking: scans of everybody read events, too', "if (!this.#only || 'range' in this.#only) return [];", ''],
    [
      'lacking: streams lack no more than the one that holds most',
      'Math.min(...streams.map(({ known }) => known))',
      'Math.max(...streams.map(({ known }) => known))',
    ],
    [
      'lacking: streams lack as much as the one that holds least',
      '`${ofStream(each)} AND ${selectionOf(',
      '`${selectionOf(',
    ],
    [
      'lacking: what came after the last batch that is looked at is read',
      "      `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,\n      ...conditions(profile),\n",
      '      ...conditions(profile),\n',
    ],
    ['lacking: it is read of everybody', '[after(first), ...this.#looked(profile)]', '[after(first)]'],
  ),
  ...mutantsFoundBy(
    scans,
    'packages/segment-sql/src/compile-stream.ts',
    ['streams: what is added stands among what was built', 'part.afterBatch > 0 ? tailOf(number) : number', 'number'],
    ['streams: what is built stands in tails', 'part.afterBatch > 0 ? tailOf(number) : number', 'tailOf(number)'],
    ['streams: one alone has events of others', '${source(only!.selects)}', '${source()}'],
    [
      'streams: every event is of all that are written together',
      'arrayFilter(each -> each.2,',
      'arrayFilter(each -> 1,',
    ],
    [
      'streams: what is of one by its action is of it',
      '`${named} AND ${compileEventFilter(filter, context)}`',
      'named',
    ],
  ),
  ...mutantsFoundBy(scans, 'packages/segment-sql/src/stream.ts', [
    'streams: the tail of one has the number of another',
    'return stream + 2 ** 31;',
    'return stream + 1;',
  ]),
  ...mutantsFoundBy(inTails, 'packages/segment-sql/src/compile-stream.ts', [
    'streams: of those who are merged the tail stays',
    'flatMap(({ number }) => [number, tailOf(number)])',
    'map(({ number }) => number)',
  ]),
  ...mutantsFoundBy(inTails, 'packages/segment-sql/src/recorded-plan.ts', [
    'plan: the first tail of a stream is not read by the run that adds it',
    'known, hasTail: true }',
    'known }',
  ]),
  ...mutantsFoundBy(inTails, 'apps/worker/src/timelines/add-batches.ts', [
    'adding: only the first of them is told that it was added to',
    'rows.map((row) => row.number),',
    'rows.slice(0, 1).map((row) => row.number),',
  ]),
  ...mutantsFoundBy(inTails, 'apps/worker/src/timelines/choose-streams.ts', [
    'choice: a run takes tails for empty',
    'hasTail: tailEvents > 0,',
    'hasTail: tailEvents < 0,',
  ]),
  ...mutantsFoundBy(
    builtAnew,
    'apps/worker/src/timelines/choose-streams.ts',
    ['choice: a tail may grow for ever', '?? 0) > most', '?? 0) > Infinity'],
    [
      'choice: of two streams of the same the old one is read',
      'map((row) => [keyOf(row), row.number])',
      'map((row) => [keyOf(row), row.number] as const).toReversed()',
    ],
    ['choice: the old one of two is kept', '|| isSuperseded || isUnused', '|| isUnused'],
  ),
  ...mutantsFoundBy(
    live('streams that were made in another form are read by nobody'),
    'apps/worker/src/timelines/choose-streams.ts',
    ['choice: streams of another form are read', ' && row.zoneData === zoneData', ''],
  ),
  ...mutantsFoundBy(ended, 'apps/worker/src/timelines/add-batches.ts', [
    'adding: what a try that was cut off sent goes on',
    'if (again) await killAdding',
    'if (adding === 0) await killAdding',
  ]),
  ...mutantsFoundBy(
    manyProfiles,
    'apps/worker/src/timelines/choose-streams.ts',
    ['choice: as much as a tail may have is too much', '?? 0) > most', '?? 0) >= most'],
    [
      'choice: a tail may have no more than that, however many profiles there are',
      'Math.max(leastTail, ',
      'Math.min(leastTail, ',
    ],
    ['choice: a tail may have a row for each profile', '/ profilesOfTail)', '/ 1)'],
  ),
  ...mutantsFoundBy(
    together,
    'apps/worker/src/timelines/add-batches.ts',
    [
      'adding: streams that hold different batches are added the same',
      '`${row.known} ${row.adding !== null}`',
      '`${row.adding !== null}`',
    ],
    [
      'adding: to one that was cut off is added as to others',
      '`${row.known} ${row.adding !== null}`',
      '`${row.known}`',
    ],
    [
      'adding: what a try that was cut off added counts twice',
      'const again = adding !== null;',
      'const again = adding === 0;',
    ],
    [
      'adding: of those that are made anew what is new counts twice',
      'doubted: { run, are: false }',
      'doubted: { run, are: true }',
    ],
    [
      'adding: what a tail gains is not counted',
      '${streamTable.tailEvents} + ${added.events}',
      '${streamTable.tailEvents}',
    ],
    ['adding: one that was cut off is so for ever', 'set({ known, adding: null })', 'set({ known })'],
  ),
  ...mutantsFoundBy(
    inParts,
    'apps/worker/src/timelines/add-batches.ts',
    ['adding: every part has the profiles of those before', 'afterProfile: part * size,', 'afterProfile: 0,'],
    [
      'adding: the last part has no more than the others',
      'part === parts - 1 ? wholeStream.upToProfile : (part + 1) * size',
      'part * size',
    ],
  ),
  ...mutantsFoundBy(merged, 'apps/worker/src/live/with-timelines.ts', [
    'live timelines: merges are passed over',
    '{ ...each, lacksMerges: merged }',
    'each',
  ]),
  ...mutantsFoundBy(
    merged,
    'packages/segment-sql/src/profile-scan.ts',
    ['merged: what timelines have of them counts, too', 'const kept = moved ?', 'const kept = moved === `` ?'],
    [
      'merged: of them only what is new is read',
      '...(moved ? [this.#rowsOfMoved(moved, streams, selected, this.#reach(windows).slice(1))] : []),',
      '',
    ],
    ['merged: what is new of them counts twice', '`batch <= ${this.#context', '`batch >= ${this.#context'],
  ),
  ...mutantsFoundBy(
    merged,
    'packages/segment-sql/src/merges.ts',
    [
      'merged: they are those of before the last run',
      'Math.min(...lacking.map(({ known }) => known))',
      'Math.max(...lacking.map(({ known }) => known + 1))',
    ],
    [
      'merged: whoever ever was is read from events',
      'Math.min(...lacking.map(({ known }) => known))',
      '0 * lacking.length',
    ],
    ['merged: nobody is who is named', '[...new Set(rows.flatMap(({ moved }) => moved))]', '[]'],
  ),
  ...mutantsFoundBy(
    scans,
    'packages/segment-sql/src/compile-stream.ts',
    ['lacking: events without a value have one', "'toUInt32(isNotNull(x))'", "'toUInt32(1)'"],
    ['lacking: no event has a value', '`ifNull(x, CAST(0,', '`ifNull(NULL, CAST(0,'],
    ['lacking: each event is none', "events: 'toUInt32(1)'", "events: 'toUInt32(0)'"],
  ),
  ...mutantsFoundBy(
    { file: 'packages/segment-sql/src/merges.test.ts' },
    'packages/segment-sql/src/merges.ts',
    ['merges: numbers of those who are looked at are not asked for', ' OR profile IN ${looked})', ')'],
    ['merges: it is not asked for whom those count who are looked at', '(number IN ${looked} OR ', '('],
    [
      'merges: a number counts for the first one that it counted for',
      'argMax(profile, batch)',
      'argMin(profile, batch)',
    ],
    ['merges: whoever was moved is looked at', '.filter((profile) => among.has(profile))', ''],
    ['merges: more than there may be are not noticed', 'Math.trunc(most) + 1', 'Math.trunc(most)'],
  ),
  ...mutantsFoundBy(
    ofMerged,
    'packages/segment-sql/src/live-sets.ts',
    ['merges: rows are sought under their own numbers only', '[...profiles, ...counting]', 'profiles'],
    ['merges: nobody leaves as merged', 'merged: named ? { numbers: named.numbers } : null', 'merged: null'],
  ),
  ...mutantsFoundBy(ofMerged, 'packages/segment-sql/src/aliases.ts', [
    'merges: what stands under a number is of that number',
    '`transform(${table}.profile, ${owners.numbers}, ${owners.profiles}, ${table}.profile)`',
    '`${table}.profile`',
  ]),
  ...mutantsFoundBy(ofTwo, 'packages/segment-sql/src/profile-scan.ts', [
    'merged: they are read from events of the streams that lack something only',
    'this.#rowsOfMoved(moved, streams,',
    'this.#rowsOfMoved(moved, lacking,',
  ]),
  ...mutantsFoundBy(
    much,
    'apps/worker/src/live/with-timelines.ts',
    ['live timelines: many events are read again and again', 'if (events <= fewEvents ||', 'if (events >= 0 ||'],
    ['live timelines: as many as may be read are too many', 'events <= fewEvents', 'events < fewEvents'],
    [
      'live timelines: they are added to under the feet of a run',
      '(await runsUnderWay(database, workspace.id)).length > 0',
      'workspace.number < 0',
    ],
    ['live timelines: what was added is not read', '{ ...each, known, hasTail: true }', '{ ...each, known }'],
    [
      'live timelines: what was added is read from events, too',
      '{ ...each, known, hasTail: true }',
      '{ ...each, hasTail: true }',
    ],
    ['live timelines: what was doubted stays in the scratch', 'await dropScratch(stores.clickhouse, address);', ''],
  ),
  ...mutantsFoundBy(
    live('while somebody else has the timelines everything is read from events'),
    'apps/worker/src/live/with-timelines.ts',
    [
      'live timelines: they are read while somebody adds to them',
      'return result ? result.of : work(new Map());',
      'return result ? result.of : work(streamsByKey(await streamsOf(stores, workspace, input)));',
    ],
    [
      'live timelines: a workspace that has some reads none',
      'if (!(await hasStreams(stores, workspace)))',
      'if (await hasStreams(stores, workspace))',
    ],
  ),
  ...mutantsFoundBy(
    live('a stream whose adding was cut off is read by nobody until a run adds to it'),
    'apps/worker/src/timelines/choose-streams.ts',
    ['live timelines: one to which adding was cut off is read', 'row.adding === null &&', ''],
  ),
  ...mutantsFoundBy(
    live('what was read while the lock on timelines was lost is not taken for true'),
    'apps/worker/src/live/with-timelines.ts',
    ['live timelines: what was read once the lock was lost is taken for true', '    stillLocked();\n', ''],
  ),
  ...mutantsFoundBy(
    live('a live run that was cut off while it added leaves no scratch behind'),
    'apps/worker/src/live/clear-cut-off.ts',
    [
      'live timelines: what was doubted by one that was cut off stays in the scratch',
      '    await dropScratch(clickhouse, address);\n',
      '',
    ],
  ),
  ...mutantsFoundBy(
    { file: 'apps/worker/src/timelines/choose-streams.test.ts' },
    'apps/worker/src/timelines/choose-streams.ts',
    ['streams: those of few events come first', 'other.events - one.events', 'one.events - other.events'],
    [
      'streams: those with a filter come first',
      'Number(one.stream.filter !== null) - Number(other.stream.filter !== null)',
      'Number(other.stream.filter !== null) - Number(one.stream.filter !== null)',
    ],
    ['streams: they are made of however few events', 'events >= least', 'events >= 0'],
    ['streams: those of few events take all places', '(events < manyEvents ? placesOfMany : 0)', '0'],
  ),
];
