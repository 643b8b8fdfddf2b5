import type { Aggregate, Attribute, SequenceCondition } from '@cutline/segment-definition';
import { compileAggregate } from './compile-aggregate.ts';
import { compileAttribute } from './compile-attribute.ts';
import type { SqlValue } from './compile-value.ts';
import { Parameters } from './parameters.ts';
import type { SqlContext } from './sql-context.ts';

/** What one profile holds, as SQL expressions: columns of a scan, or what a profile is of which nothing is stored. */
export interface ProfileValues {
  aggregate(aggregate: Aggregate): SqlValue;
  /** UInt8: whether an event was counted. */
  active(aggregate: Aggregate): string;
  attribute(attribute: Attribute): SqlValue;
  /** UInt8: whether the profile agreed to the channel. */
  consent(channel: string): string;
  /** UInt8: whether the profile's events hold the sequence. */
  sequence(condition: SequenceCondition): string;
}

/** The values of a profile without events, attributes and consents: literals. */
export function emptyProfile({ evaluation }: SqlContext): ProfileValues {
  // Nothing of what is compiled along the way is used, so its parameters must not be bound.
  const aside = (): SqlContext => ({ evaluation, parameters: new Parameters() });
  return {
    aggregate: (aggregate) => compileAggregate(aggregate, aside()).empty,
    active: () => '0',
    attribute: (attribute) => compileAttribute(attribute, aside()).empty,
    consent: () => '0',
    sequence: () => '0',
  };
}
