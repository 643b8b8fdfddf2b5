import fc from 'fast-check';
import type { IdentifierOf, InboxMessage } from '../../ingestion/incoming.ts';

/** Few identifiers, so that people collide; `one` is taken for a customId and for an anonymous id. */
const identifiers = fc
  .record(
    {
      customId: fc.constantFrom('one', 'two', 'three'),
      email: fc.constantFrom('e@x.y', 'f@x.y'),
      phone: fc.constantFrom('+1', '+2'),
      anonymousId: fc.constantFrom('one', 'device', 'phone'),
    },
    { requiredKeys: [] },
  )
  .filter((each) => Object.keys(each).length > 0);
const named: fc.Arbitrary<IdentifierOf> = fc.oneof(
  fc.record({ kind: fc.constant('customId' as const), value: fc.constantFrom('one', 'two', 'three') }),
  fc.record({ kind: fc.constant('email' as const), value: fc.constantFrom('e@x.y', 'f@x.y') }),
  fc.record({ kind: fc.constant('anonymousId' as const), value: fc.constantFrom('one', 'device') }),
);
const previous = fc.constantFrom('one', 'two', 'device', 'nobody');

const what: fc.Arbitrary<Pick<InboxMessage, 'identifiers' | 'event' | 'attributes' | 'previous' | 'identity'>> =
  fc.oneof(
    { weight: 5, arbitrary: identifiers.map((each) => ({ identifiers: each, attributes: {} })) },
    { weight: 5, arbitrary: identifiers.map((each) => ({ identifiers: each, event: happened })) },
    {
      weight: 2,
      arbitrary: fc.record({ identifiers, previous }),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          from: named,
          into: named,
          type: fc.constantFrom('merge' as const, 'merge' as const, 'undo' as const),
        })
        .map(({ type, ...ends }) => ({
          identifiers: {},
          identity:
            type === 'merge' ? { type, ...ends, by: null } : { type, ...ends, kind: 'merge' as const, by: null },
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ previous, into: named.filter(({ kind }) => kind === 'customId') })
        .map(({ previous: value, into }) => ({
          identifiers: {},
          identity: {
            type: 'undo' as const,
            kind: 'alias' as const,
            from: { kind: 'customId' as const, value },
            into,
            by: null,
          },
        })),
    },
  );

const happened: NonNullable<InboxMessage['event']> = {
  action: 'visit',
  revenue: null,
  currency: '',
  orderId: '',
  products: [],
  parameters: {},
};

/** Messages at few instants, so that many are said at the same time; each has an id of its own, and what it says is its id. */
export const messages: fc.Arbitrary<InboxMessage[]> = fc
  .array(fc.record({ what, second: fc.nat(6), id: fc.nat(999) }), { minLength: 1, maxLength: 14 })
  .map((all) =>
    all.map(({ what: said, second, id }, place): InboxMessage => {
      const messageId = `${String(id).padStart(3, '0')}-${place}`;
      return {
        ...said,
        ...(said.attributes ? { attributes: { said: messageId } } : {}),
        messageId,
        time: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
      };
    }),
  );
