import type { Attribute, ValueType } from '@cutline/segment-definition';
import { compileDateTimeText } from './compile-datetime-text.ts';
import { missingSql, type SqlValue } from './compile-value.ts';
import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';
import { dayLength, instantOfLocal } from './zone-sql.ts';

/**
 * An attribute as an aggregate-function expression over `profile_values`, grouped by profile, and what it is for who was never given one. The
 * default of its SQL type is no value. Each looks for its own name, and reads no further than the evaluation does.
 */
export function compileAttribute({ name, type }: Attribute, context: SqlContext): { value: SqlValue; empty: SqlValue } {
  return { value: { sql: readAs(type, name, context), type }, empty: missingSql(type) };
}

/** UInt8: an aggregate-function expression, whether the profile agreed to the channel when last asked. */
export function compileConsent(channel: string, context: SqlContext): { value: string } {
  return { value: `ifNull(tupleElement(${latest(['boolean'], 'consent', channel, context)}, 1), false) = true` };
}

/** What was given as something else is no value. */
function readAs(type: ValueType, name: string, context: SqlContext): string {
  const given = (...columns: string[]): string => latest(columns, 'attribute', name, context);
  switch (type) {
    case 'string':
      return `tupleElement(${given('text')}, 1)`;
    case 'boolean':
      return `tupleElement(${given('boolean')}, 1)`;
    case 'number':
      return `tupleElement(${given('number')}, 1)`;
    case 'integer':
      return once({ n: `tupleElement(${given('number')}, 1)` }, 'if(n = trunc(n), n, NULL)');
    case 'datetime': {
      const midnight = instantOfLocal(`toInt64(toInt32(tupleElement(latest, 2))) * ${dayLength}`, context);
      const text = compileDateTimeText('tupleElement(latest, 3)', context);
      return once(
        { latest: given('instant', 'date', 'text') },
        `coalesce(toUnixTimestamp64Milli(tupleElement(latest, 1)), ${midnight}, ${text})`,
      );
    }
    case 'list':
      return `CAST(${given('is_list', 'list')}, 'Tuple(Bool, Array(String))')`;
    case 'money':
      // Only what is stored with a currency is money.
      return `any(${missingSql(type).sql})`;
  }
}

/** Tuple of the columns of the row that was given last. In a tuple NULL is kept, which `argMax` would else pass over. */
function latest(columns: string[], kind: 'attribute' | 'consent', name: string, context: SqlContext): string {
  const { evaluation, parameters } = context;
  const read = [
    `kind = '${kind}'`,
    `name = ${parameters.add('name', 'String', name)}`,
    `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
    `time < ${parameters.instant(evaluation.asOf)}`,
  ];
  return `argMaxIf(tuple(${columns.join(', ')}), (time, message_id, batch), ${read.join(' AND ')})`;
}
