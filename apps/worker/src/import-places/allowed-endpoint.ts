import { PlaceRefused } from './place-refused.ts';
import type { ImportPlaces } from './places.ts';

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Throws `PlaceRefused` for an endpoint that the installation does not connect to. */
export function checkEndpoint(endpoint: string, { endpoints }: ImportPlaces): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password)
    throw refused(`“${endpoint}” is not an address like https://s3.example.com.`);
  if (endpoints) {
    if (endpoints.includes(url.origin)) return;
    throw refused(`${url.origin} is not among the endpoints that this installation allows (CUTLINE_IMPORT_ENDPOINTS).`);
  }
  if (url.protocol === 'https:' || thisMachine.has(url.hostname)) return;
  throw refused(
    `${url.origin} is not encrypted. Use https, or let the installation allow it (CUTLINE_IMPORT_ENDPOINTS).`,
  );
}

function refused(message: string): PlaceRefused {
  return new PlaceRefused('endpoint-refused', message);
}
