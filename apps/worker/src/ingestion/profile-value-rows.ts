import type { ProfileValueRow } from '@cutline/clickhouse';
import type { IncomingProfile, IncomingValue } from './incoming.ts';

/**
 * What is said of people as rows of `profile_values`: one for each attribute and each consent. `numbers` are those under which people stand,
 * in their order. Of several values that one message gives at one time under one name the last holds. Numbers that no decimal of the table
 * can hold (10³⁰ and beyond, infinity, NaN) are no value.
 */
export function profileValueRows(
  { workspace, source }: { workspace: number; source: string },
  batch: number,
  people: readonly IncomingProfile[],
  numbers: readonly number[],
): ProfileValueRow[] {
  const rows = people.flatMap(({ time, messageId, source: from, attributes, consents }, index) => {
    const said = { workspace, profile: numbers[index]!, time, batch, source: from ?? source, message_id: messageId };
    return [
      ...Object.entries(attributes).map(([name, value]): ProfileValueRow => ({
        ...said,
        kind: 'attribute',
        name,
        ...columnsOf(value),
      })),
      ...Object.entries(consents).map(([name, agreed]): ProfileValueRow => ({
        ...said,
        kind: 'consent',
        name,
        boolean: agreed,
      })),
    ];
  });
  // Nothing that is stored tells these apart, so that a reader could not choose between them.
  const key = ({ profile, kind, name, time, message_id: id }: ProfileValueRow) =>
    JSON.stringify([profile, kind, name, time, id]);
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

type ValueColumns = Pick<ProfileValueRow, 'text' | 'number' | 'boolean' | 'instant' | 'date' | 'list' | 'is_list'>;

function columnsOf(value: IncomingValue): ValueColumns {
  if (value === null) return {};
  switch (typeof value) {
    case 'string':
      return { text: value };
    case 'boolean':
      return { boolean: value };
    case 'number':
      return Math.abs(value) < 1e30 ? { number: String(value) } : {};
    default:
      if (Array.isArray(value)) return { list: value, is_list: true };
      return 'date' in value ? { date: value.date } : { instant: new Date(value.instant).toISOString() };
  }
}
