/** Lets through `rate` a second for long, and `burst` at once. Times are milliseconds of any clock that only goes forward. */
export class TokenBucket {
  readonly #burst: number;
  #tokens: number;
  #at: number;
  rate: number;

  constructor(rate: number, burst: number, now: number) {
    this.rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /**
   * Takes `count` tokens where there is any at all; more than there are become a debt, so that what is larger than the burst gets through, too.
   * Returns how many milliseconds to wait otherwise; 0: taken.
   */
  take(count: number, now: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1_000) * this.rate);
    this.#at = now;
    if (this.#tokens <= 0) return Math.max(1, Math.ceil(((1 - this.#tokens) / this.rate) * 1_000));
    this.#tokens -= count;
    return 0;
  }
}
