import type { Population } from '@cutline/segment-definition';

/** Whose values or events count, as people fill it in. */
export interface PopulationForm {
  type: Population['type'];
  /** Whose members count, when it is a segment's. */
  segment: string | null;
}

export function populationAsForm(population: Population): PopulationForm {
  return { type: population.type, segment: population.type === 'segment' ? population.segment : null };
}

/** The population that a form means; null while its segment is not chosen. */
export function formAsPopulation({ type, segment }: PopulationForm): Population | null {
  if (type !== 'segment') return { type };
  return segment ? { type, segment } : null;
}
