import { z } from 'zod';
import { constantComparison, type ConstantComparison } from './comparison.ts';
import { parameter, productField, type Parameter, type ProductField } from './parameter.ts';

/** Which product lines. */
export type LineFilter =
  | { type: 'all'; of: LineFilter[] }
  | { type: 'any'; of: LineFilter[] }
  | { type: 'not'; of: LineFilter }
  | { type: 'field'; field: ProductField; comparison: ConstantComparison };

/** Which events, by what is in them. */
export type EventFilter =
  | { type: 'all'; of: EventFilter[] }
  | { type: 'any'; of: EventFilter[] }
  | { type: 'not'; of: EventFilter }
  | { type: 'parameter'; parameter: Parameter; comparison: ConstantComparison }
  | { type: 'products'; quantifier: 'some' | 'every'; where: LineFilter };

const most = 100;

export const lineFilter: z.ZodType<LineFilter> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('all'), of: z.array(lineFilter).max(most) }),
      z.strictObject({ type: z.literal('any'), of: z.array(lineFilter).max(most) }),
      z.strictObject({ type: z.literal('not'), of: lineFilter }),
      z.strictObject({ type: z.literal('field'), field: productField, comparison: constantComparison }),
    ]),
  )
  .meta({ id: 'LineFilter' });

/**
 * A tree over an event's parameters. `products` asks about its product lines: `some` holds where one line alone satisfies
 * all of `where`; `every` where there are lines and each does. An empty `all` holds, an empty `any` does not.
 */
export const eventFilter: z.ZodType<EventFilter> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('all'), of: z.array(eventFilter).max(most) }),
      z.strictObject({ type: z.literal('any'), of: z.array(eventFilter).max(most) }),
      z.strictObject({ type: z.literal('not'), of: eventFilter }),
      z.strictObject({ type: z.literal('parameter'), parameter, comparison: constantComparison }),
      z.strictObject({ type: z.literal('products'), quantifier: z.enum(['some', 'every']), where: lineFilter }),
    ]),
  )
  .meta({ id: 'EventFilter' });
