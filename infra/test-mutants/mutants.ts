import type { Mutant } from './mutant.ts';
import { mutantsOfAggregates } from './mutants-of-aggregates.ts';
import { mutantsOfAliases } from './mutants-of-aliases.ts';
import { mutantsOfComparisons } from './mutants-of-comparisons.ts';
import { mutantsOfErasure } from './mutants-of-erasure.ts';
import { mutantsOfMetrics } from './mutants-of-metrics.ts';
import { mutantsOfPublishing } from './mutants-of-publishing.ts';
import { mutantsOfRuns } from './mutants-of-runs.ts';
import { mutantsOfSegments } from './mutants-of-segments.ts';
import { mutantsOfTimelines } from './mutants-of-timelines.ts';
import { mutantsOfValues } from './mutants-of-values.ts';
import { mutantsOfWindows } from './mutants-of-windows.ts';

/** Every rule that is told wrong, one at a time. */
export const mutants: Mutant[] = [
  ...mutantsOfWindows,
  ...mutantsOfValues,
  ...mutantsOfComparisons,
  ...mutantsOfAggregates,
  ...mutantsOfMetrics,
  ...mutantsOfSegments,
  ...mutantsOfAliases,
  ...mutantsOfRuns,
  ...mutantsOfPublishing,
  ...mutantsOfTimelines,
  ...mutantsOfErasure,
];
