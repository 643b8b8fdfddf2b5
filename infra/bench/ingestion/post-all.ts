import { Agent, request } from 'node:http';

/** How many requests are under way at once, unless it says otherwise. */
export const connections = 8;

/**
 * Posts every body, over connections that are kept. Returns seconds, and how many milliseconds each answer took. Throws for an answer that is
 * not 200.
 */
export async function postAll(
  url: string,
  bodies: readonly string[],
  headers: Record<string, string>,
  atOnce = connections,
): Promise<{ seconds: number; times: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  const started = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < bodies.length) {
      const body = bodies[(next += 1) - 1]!;
      const begun = performance.now();
      await post(agent, url, body, headers);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { seconds, times };
}

/** Posts a body; resolves when the answer was read, and throws where it is not 200. */
export function post(agent: Agent, url: string, body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${response.statusCode} ${Buffer.concat(parts).toString().slice(0, 300)}`));
        });
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
