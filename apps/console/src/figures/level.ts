/** A quantile's level: four places at most, and within 0 to 1. */
export function roundLevel(level: number): number {
  return Math.min(1, Math.max(0, Math.round(level * 10_000) / 10_000));
}

/** What a level means to a marketer: 0.7 draws the line above which the top 30 % lie. */
export function topShare(level: number): number {
  return Math.round((1 - roundLevel(level)) * 10_000) / 100;
}
