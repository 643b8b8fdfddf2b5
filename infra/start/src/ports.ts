/**
 * Ports that a browser opens no page from: the fetch standard's "bad ports" (https://fetch.spec.whatwg.org/#port-blocking),
 * which other protocols own. Node's own `fetch` keeps to it too. 0, which the standard blocks as well, means any port here.
 */
export const blockedPorts: ReadonlySet<number> = new Set([
  ...[1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95],
  ...[101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179],
  ...[389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636],
  ...[989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061],
  ...[6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
]);

/**
 * The port that PORT asks for; undefined where it asks for none.
 *
 * @throws Error that says what to do, for what is no port and for a port that browsers refuse
 */
export function portFrom(env: NodeJS.ProcessEnv): number | undefined {
  const given = env['PORT'];
  if (!given) return undefined;
  const port = Number(given);
  const instead = 'Choose another with PORT, or leave PORT out.';
  if (!/^\d+$/.test(given) || port > 65_535)
    throw new Error(`PORT is ${given}, which is no port: a whole number up to 65535. ${instead}`);
  if (blockedPorts.has(port))
    throw new Error(
      `Browsers refuse to open pages from port ${port}, which belongs to another protocol, so the console could not be reached. ${instead}`,
    );
  return port;
}
