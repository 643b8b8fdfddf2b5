import { counted } from '../figures/number.ts';

export const estimates = {
  label: 'What it costs',
  /** Of what every full run has to do for it, on top of what it does anyway. */
  cost: (rows: string, bytes: string, seconds: string) =>
    `Each full run reads about ${rows} rows (${bytes}) for it and takes about ${seconds} longer.`,
  costOnceUsed: (rows: string, bytes: string, seconds: string) =>
    `Once something uses it, each full run reads about ${rows} rows (${bytes}) for it and takes about ${seconds} longer.`,
  free: 'Each full run computes it along with what it reads anyway.',
  freeOnceUsed: 'Once something uses it, each full run computes it along with what it reads anyway.',
  shares: (others: number) => `It shares what is read with ${counted(others, 'other definition')}.`,
  failed: 'What a run of it costs could not be estimated.',
  warnings: {
    'statement-seconds': (estimate: string, limit: string) =>
      `One step would take about ${estimate}. This workspace ends steps after ${limit}, so it would not be computed.`,
    'statement-rows': (estimate: string, limit: string) =>
      `One step would read about ${estimate} rows. This workspace allows ${limit}, so it would not be computed.`,
  },
};
