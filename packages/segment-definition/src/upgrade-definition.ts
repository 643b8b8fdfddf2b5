import { definition, type Definition } from './definition.ts';
import type { Condition } from './condition.ts';
import { formatVersion } from './described.ts';
import { definition1, type Condition1, type Definition1 } from './format-1.ts';
import { isReadable } from './nesting.ts';
import { fixedTypeOf } from './parameter.ts';
import { isNumeric, type ValueType } from './value-type.ts';

/**
 * Brings a document of format 1 to the format of today; it means the same afterwards. A document that does not say its
 * format is taken as format 1 where it reads as that and not as today's. Anything else comes back as it is, be it of
 * today's format, of a later one or no definition at all: validation says what is wrong with it. Never throws.
 */
export function upgradeDefinition(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !isReadable(input)) return input;
  const said = 'formatVersion' in input ? input.formatVersion : undefined;
  if (said !== undefined && said !== 1) return input;
  if (said === undefined && definition.safeParse(input).success) return input;
  const old = definition1.safeParse(input);
  return old.success ? upgraded(old.data) : input;
}

function upgraded(old: Definition1): Definition {
  switch (old.kind) {
    case 'aggregate': {
      const { aggregator } = old;
      return {
        ...old,
        formatVersion,
        // Format 1 let one say an action twice, which meant the same as once.
        actions: [...new Set(old.actions)],
        aggregator:
          aggregator.type === 'count'
            ? aggregator
            : { type: 'sum', parameter: { name: aggregator.parameter, type: typeSummed(aggregator.parameter) } },
      };
    }
    case 'metric': {
      const { aggregate, population, measure, ...described } = old;
      return {
        ...described,
        formatVersion,
        measure: { type: 'values', of: { type: 'aggregate', aggregate }, population, statistic: measure },
      };
    }
    case 'segment':
      return { ...old, formatVersion, where: upgradedCondition(old.where) };
  }
}

/** Format 1 summed whatever was a number; revenue was an amount of money already. */
function typeSummed(name: string): ValueType {
  const fixed = fixedTypeOf(name);
  return fixed && isNumeric(fixed) ? fixed : 'number';
}

function upgradedCondition(old: Condition1): Condition {
  switch (old.type) {
    case 'all':
    case 'any':
      return { type: old.type, of: old.of.map(upgradedCondition) };
    case 'not':
      return { type: 'not', of: upgradedCondition(old.of) };
    case 'aggregate': {
      const { aggregate, comparison, operand } = old;
      return { type: 'aggregate', aggregate, comparison: { type: comparison, operand } };
    }
    case 'segment':
      return old;
  }
}
