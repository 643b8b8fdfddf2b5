/** Profiles that a statement looks at: found meanwhile, or known by number before. Expressions over constants. */
export type ProfileSet = FoundSet | ListedSet;

interface FoundSet {
  bitmap: string;
  /** They are few: their rows are found one by one. */
  few?: boolean;
}

/** Few. A list is planned in a fraction of the time of a set that is found meanwhile, and is looked up in indexes as well. */
interface ListedSet {
  /** Array(UInt32). */
  numbers: string;
  /** Array(UInt32): the numbers that rows of theirs may stand under, where others than those do. */
  sought?: string;
}

/** UInt8: whether a profile (an expression) is in a set. */
export function isIn(set: ProfileSet, profile: string): string {
  return 'numbers' in set ? `${profile} IN ${set.numbers}` : `bitmapContains(${set.bitmap}, ${profile})`;
}

/** Array(UInt32): the profiles of a set. */
export function numbersIn(set: ProfileSet): string {
  return 'numbers' in set ? set.numbers : `bitmapToArray(${set.bitmap})`;
}
