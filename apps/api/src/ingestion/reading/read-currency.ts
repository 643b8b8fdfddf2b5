import { RefusedMessage } from './message-problem.ts';

const codes = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code of what an event's amounts are in; `otherwise` where it does not say. A code that there is not refuses the message. */
export function readCurrency(found: { value: unknown; at: string } | undefined, otherwise: string): string {
  if (!found) return otherwise;
  const code = typeof found.value === 'string' ? found.value.trim().toUpperCase() : '';
  if (codes.has(code)) return code;
  throw new RefusedMessage('bad-currency', found.at, 'It is no currency: give an ISO 4217 code, e.g. EUR.');
}
