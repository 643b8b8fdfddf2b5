import type { Condition, ConditionPath } from './condition.ts';

/**
 * The conditions that decide what a tree comes to for one profile, as paths: those of which, had they come out the other way, at least
 * one could have turned the result. Where `all` fails, its failing parts; where it holds, all parts; where `any` holds, its
 * holding parts; where it fails, all. An empty group decides by itself.
 */
export function decisiveConditions(
  where: Condition,
  holds: (path: ConditionPath) => boolean,
  path: ConditionPath = '/where',
): ConditionPath[] {
  switch (where.type) {
    case 'all':
    case 'any': {
      // A failing `all` and a holding `any` are decided by a part that comes out the same way.
      const result = holds(path);
      const decidedByPart = result === (where.type === 'any');
      const found = where.of.flatMap((part, index) => {
        const place = `${path}/of/${index}`;
        return !decidedByPart || holds(place) === result ? decisiveConditions(part, holds, place) : [];
      });
      return where.of.length === 0 ? [path] : found;
    }
    case 'not':
      return decisiveConditions(where.of, holds, `${path}/of`);
    default:
      return [path];
  }
}
