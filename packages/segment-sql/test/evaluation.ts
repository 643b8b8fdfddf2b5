import type { Evaluation } from '../src/plan.ts';

/** An evaluation of a workspace in Berlin that counts in euros; `asOf` is an instant in text. */
export function testEvaluation({
  asOf = '2024-04-01T10:00:00Z',
  ...others
}: Partial<Omit<Evaluation, 'asOf'>> & { asOf?: string } = {}): Evaluation {
  return {
    workspace: 1,
    timeZone: 'Europe/Berlin',
    asOf: Date.parse(asOf),
    known: 10,
    currency: 'EUR',
    includeAnonymous: false,
    hasRates: false,
    hasAliases: false,
    ...others,
  };
}
