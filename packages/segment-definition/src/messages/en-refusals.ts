/** What schemas say themselves of what they refuse. They say it in English; validation finds the same in other languages. */
export const enRefusals = {
  noName: 'Give it a name.',
  parameterName: 'A name has no control characters or backticks.',
  currency: 'Expected an ISO 4217 code, e.g. EUR.',
  fineNumber: 'A number has at most eight decimal places.',
  fineNumberOfFormat1: 'A number of format 1 has at most four decimal places.',
  fineLevel: 'A quantile level has at most four decimal places, e.g. 0.7.',
  fineShare: 'A share has at most four decimal places.',
} as const;

export type Refusals = Readonly<Record<keyof typeof enRefusals, string>>;
