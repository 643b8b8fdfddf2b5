import { setTimeout as wait } from 'node:timers/promises';

/** A workspace with something of everything, and the ids of what is in it, by the names that paths and bodies give them. */
export interface FilledWorkspace {
  key: string;
  /** The session of a person who administers it. */
  cookie: string;
  ids: Record<string, string[]>;
}

type Body = Record<string, unknown> & { id: string };
type Send = (method: string, path: string, body?: unknown) => Promise<Body>;

const customers = 200;

/** Sets up a first person, a workspace with imported purchases, definitions that were computed, and a key with every scope. */
export async function fillWorkspace(url: string): Promise<FilledWorkspace> {
  const person = { email: 'fuzz@example.com', name: 'Fuzz', password: 'no secret to anybody' };
  const anonymous = sender(url, {});
  await anonymous('POST', '/api/v1/setup/first-user', { ...person, organisation: 'Fuzz' });
  const cookie = await signIn(url, person);
  const send = sender(url, { cookie });
  const me = await send('GET', '/api/v1/me');
  const [organisation] = me['organisations'] as { id: string }[];
  const workspace = await send('POST', `/api/v1/organisations/${organisation!.id}/workspaces`, {
    name: 'Fuzz',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
  const path = `/api/v1/workspaces/${workspace.id}`;
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    components: { schemas: { Scope: { enum: string[] } } };
  };
  const scopes = document.components.schemas.Scope.enum;
  const key = await send('POST', `${path}/api-keys`, { name: 'Fuzz', scopes });
  const spare = await send('POST', `${path}/api-keys`, { name: 'Spare', scopes: ['runs:read'] });
  const definitions = await publish(send, path);
  const imported = await importPurchases(send, url, cookie, path);
  const run = await untilRun(send, path);
  return {
    key: String(key['secret']),
    cookie,
    ids: {
      organisationId: [organisation!.id],
      workspaceId: [workspace.id],
      apiKeyId: [spare.id],
      definitionId: Object.values(definitions),
      segmentId: [definitions.segment],
      aggregate: [definitions.purchases],
      expression: [definitions.double],
      metric: [definitions.line],
      segment: [definitions.segment],
      importId: [imported],
      runId: [run],
    },
  };
}

async function publish(send: Send, path: string) {
  const aggregate = {
    kind: 'aggregate',
    name: 'Purchases',
    actions: ['transaction.charge'],
    aggregator: { type: 'count' },
    window: { type: 'allTime' },
  };
  const { id: purchases } = await send('POST', `${path}/definitions`, aggregate);
  const { id: double } = await send('POST', `${path}/definitions`, {
    kind: 'expression',
    name: 'Double',
    formula: {
      type: 'multiply',
      left: { type: 'number', value: 2 },
      right: { type: 'aggregate', aggregate: purchases },
    },
  });
  const { id: line } = await send('POST', `${path}/definitions`, {
    kind: 'metric',
    name: 'Line',
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate: purchases },
      statistic: { type: 'quantile', level: 0.7 },
    },
  });
  const where = {
    type: 'aggregate',
    aggregate: purchases,
    comparison: { type: 'moreThan', operand: { type: 'metric', metric: line } },
  };
  const { id: segment } = await send('POST', `${path}/definitions`, { kind: 'segment', name: 'Heavy', where });
  return { purchases, double, line, segment };
}

async function importPurchases(send: Send, url: string, cookie: string, path: string): Promise<string> {
  const rows = Array.from({ length: customers }, (_, n) =>
    Array.from({ length: (n % 7) + 1 }, (_, day) => `C${n},2026-01-0${day + 1},9.90`),
  ).flat();
  const form = new FormData();
  form.set('file', new Blob([`customer_id,date,amount\n${[...rows, 'C1,never,1'].join('\n')}\n`]), 'purchases.csv');
  const answer = await fetch(`${url}${path}/imports`, { method: 'POST', headers: { cookie }, body: form });
  const { id } = (await answer.json()) as Body;
  const sample = await send('POST', `${path}/imports/${id}/sample`, {});
  await send('POST', `${path}/imports/${id}/start`, { mapping: sample['suggestedMapping'] });
  await until(async () => (await send('GET', `${path}/imports/${id}`))['status'] === 'completed');
  return id;
}

/** The run that has the imported events. */
async function untilRun(send: Send, path: string): Promise<string> {
  let found = '';
  await until(async () => {
    const { items } = (await send('GET', `${path}/runs`)) as unknown as {
      items: { id: string; status: string; known: number }[];
    };
    found = items.find(({ status, known }) => status === 'completed' && known > 0)?.id ?? '';
    return found !== '';
  });
  return found;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 120_000; !(await holds()); await wait(200)) {
    if (Date.now() > deadline) throw new Error('The workspace to fuzz was not filled in time.');
  }
}

function sender(url: string, headers: Record<string, string>): Send {
  return async (method, path, body) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...json },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
}

async function signIn(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
