/** Routes that take messages, besides the documented ones: short forms of browser SDKs, and RudderStack’s. */
export const shortForms = { t: 'track', i: 'identify', p: 'page', s: 'screen', a: 'alias', g: 'group' } as const;

const exact = new Set([
  ...['track', 'identify', 'page', 'screen', 'alias', 'group', 'batch', 'import'].map((name) => `/v1/${name}`),
  ...[...Object.keys(shortForms), 'b', 'm'].map((name) => `/v1/${name}`),
  '/beacon/v1/batch',
  '/sourceConfig',
  '/sourceConfig/',
]);

/** Whether a path (without its query) is of a route that pages of any origin use, and SDKs on them. */
export function isSdkPath(path: string): boolean {
  return exact.has(path) || /^\/v1\/projects\/[^/]+\/settings$/.test(path) || path === '/v1/cutline.js';
}

/** The path of an address, without its query. */
export function pathOf(url: string | undefined): string {
  return (url ?? '').split('?', 1)[0]!;
}
