import type { KillOptions } from '../arguments.ts';
import type { Checks } from '../checks.ts';
import { fire } from '../fire.ts';
import { createRandom } from '../random.ts';
import { untilQuiet, runAsOf } from '../runs.ts';
import { victims, type Stack } from '../stack.ts';
import { asOf } from '../story.ts';
import { until } from '../until.ts';
import { prepareWorkspace } from '../workspace.ts';
import { checkEvents } from './check-events.ts';
import { sendAll } from './client.ts';
import { createSource } from './create-source.ts';
import { makeMessages } from './make-messages.ts';

/** Clients send, and send again, under fire; then what was acknowledged stands in events and figures exactly once. */
export async function eventsUnderFire(
  stack: Stack,
  { kills, events, clients, seed }: KillOptions,
  checks: Checks,
  log: (line: string) => void,
): Promise<void> {
  const workspace = await prepareWorkspace(stack.url);
  const writeKey = await createSource(workspace);
  const random = createRandom(seed);
  const sent = Array.from({ length: clients }, (_, client) =>
    makeMessages(client, Math.ceil(events / clients), createRandom(seed + 100 + client)),
  );

  let killed = 0;
  const shares = sent.map(() => 0);
  const slowest = (): number => Math.min(...shares);
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const started = performance.now();
  const [, reports] = await Promise.all([
    fire(
      stack,
      {
        kills,
        victims: victims.filter((victim) => victim !== 'temporal'),
        // Sending and killing keep step, so that every part of it is under fire.
        ready: (kill) =>
          until(`clients to reach ${kill}`, () => (slowest() >= (kill - 1) / kills ? null : undefined), 600_000).then(
            () => {},
          ),
        killed: (kill) => void (killed = kill),
        doing: () => `clients have sent ${shares.map(percent).join(', ')}`,
      },
      random,
      log,
    ),
    Promise.all(
      sent.map(async (messages, client) => {
        const report = await sendAll(
          { url: stack.url, writeKey },
          messages,
          createRandom(seed + 200 + client),
          async (share) => {
            shares[client] = share;
            await until(`kill ${share * kills}`, () => (killed + 1 >= share * kills ? null : undefined), 3_600_000);
          },
        );
        shares[client] = 1;
        return report;
      }),
    ),
  ]);
  const seconds = (performance.now() - started) / 1000;
  const sum = (count: (report: (typeof reports)[number]) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  log(
    `${sum((report) => report.acknowledged.size)} messages acknowledged and ${sum((report) => report.unsure.size)} given up, ` +
      `in ${sum((report) => report.requests)} requests of which ${sum((report) => report.repeats)} were repeats, in ${seconds.toFixed(0)} s under ${kills} kills`,
  );
  checks.none(
    'nobody was answered wrongly',
    reports.flatMap(({ wrong }) => wrong),
  );
  await untilQuiet(workspace);
  await checkEvents(stack, workspace, sent.flat(), reports, () => runAsOf(workspace, asOf), checks, log);
}
