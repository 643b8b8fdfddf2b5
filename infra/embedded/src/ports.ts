import { createServer } from 'node:net';

/**
 * A free TCP port on 127.0.0.1: the preferred one, or any other when that is taken.
 *
 * @param preferred 0 for any
 */
export async function choosePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred;
}

/** Whether something listens on the port of 127.0.0.1. */
export async function portIsTaken(port: number): Promise<boolean> {
  return (await tryPort(port)) === undefined;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const found = address !== null && typeof address === 'object' ? address.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
