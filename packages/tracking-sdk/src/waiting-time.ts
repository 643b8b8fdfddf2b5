const longest = 300_000;
/** Milliseconds: however long a server asks for, a page tries again within the hour. */
const longestAsked = 3_600_000;

/**
 * Milliseconds until the next attempt. `failures` in a row, at least 1; `retryAfter` is the header (seconds or a date, RFC 9110).
 * Without it the wait doubles from one second to five minutes, less a random part of up to a half, so that the visitors of a
 * site do not all come back at once.
 */
export function waitingTime(failures: number, retryAfter: string | null, random: () => number = Math.random): number {
  const asked = retryAfter === null ? NaN : Number(retryAfter) * 1_000;
  const until = Number.isNaN(asked) ? Date.parse(retryAfter ?? '') - Date.now() : asked;
  if (!Number.isNaN(until)) return Math.min(Math.max(until, 0), longestAsked) + random() * 1_000;
  return Math.min(1_000 * 2 ** (failures - 1), longest) * (1 - random() / 2);
}
