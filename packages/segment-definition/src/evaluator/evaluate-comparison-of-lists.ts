import type { Comparison } from '../comparison.ts';

type ListComparison = Extract<Comparison, { values: string[] } | { length: number }>;

/** Whether a list of texts compares so; `containsNone` is answered like `containsAny`. */
export function compareList(list: string[], comparison: ListComparison): boolean {
  switch (comparison.type) {
    case 'containsAny':
    case 'containsNone':
      return comparison.values.some((each) => list.includes(each));
    case 'containsAll':
      return comparison.values.every((each) => list.includes(each));
    case 'lengthEquals':
      return list.length === comparison.length;
    case 'lengthAtLeast':
      return list.length >= comparison.length;
    case 'lengthAtMost':
      return list.length <= comparison.length;
  }
}
