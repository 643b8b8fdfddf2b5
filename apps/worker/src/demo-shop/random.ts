/**
 * A stream of random numbers that is the same on every machine: sfc32, Chris Doty-Humphrey's small fast counting generator with three
 * 32-bit words of state and a counter (PractRand), from his description. Streams are named by numbers: `new Random(seed, 2, profile, month)`
 * needs none of the streams before it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...name: number[]) {
    let hash = 0x9e3779b9;
    for (const part of name) hash = mix(hash ^ mix(part + 0x7f4a7c15));
    this.#a = mix(hash + 1);
    this.#b = mix(hash + 2);
    this.#c = mix(hash + 3);
    for (let round = 0; round < 12; round += 1) this.#word();
  }

  /** From 0 (included) to 1 (excluded). */
  share(): number {
    return this.#word() / 0x1_0000_0000;
  }

  /** A whole number from 0 to `below` − 1. */
  below(below: number): number {
    return Math.floor(this.share() * below);
  }

  /** A whole number from `least` to `greatest`, both included. */
  between(least: number, greatest: number): number {
    return least + this.below(greatest - least + 1);
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** An index, each as likely as its weight. */
  weighted(weights: readonly number[]): number {
    let at = this.share() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries()) {
      at -= weight;
      if (at < 0) return index;
    }
    return weights.length - 1;
  }

  /** Normally distributed: mean 0, deviation 1 (the sum of twelve uniform numbers, less six). */
  normal(): number {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += this.share();
    return sum;
  }

  /** How often something happens that happens `mean` times on average (Knuth; for means up to some dozens). */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.share(); product > limit; product *= this.share()) count += 1;
    return count;
  }

  /** How long until something happens that takes `mean` on average. */
  exponential(mean: number): number {
    return -Math.log(1 - this.share()) * mean;
  }

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** Spreads the bits of a 32-bit number: any two names give unrelated streams. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
