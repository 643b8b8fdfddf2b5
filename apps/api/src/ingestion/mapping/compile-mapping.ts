import { wholeMapping } from './default-mapping.ts';
import type { EventFields, SourceMapping } from './source-mapping.ts';

/** A path among properties, as its steps. */
export type Path = readonly string[];

/** What becomes of an event, ready to be applied. */
export interface CompiledRule {
  /** The name of the events that it is for, as it is written there; null: it is for those of no name, or of no rule. */
  name: string | null;
  /** Null: it is not taken. */
  action: string | null;
  revenue: readonly Path[];
  currency: readonly Path[];
  orderId: readonly Path[];
  products: readonly Path[];
}

export interface CompiledMapping {
  /** The rule for events of a name. */
  ruleFor(name: string): CompiledRule;
  page: CompiledRule;
  screen: CompiledRule;
  group: CompiledRule;
  /** Parameters that come from the context. */
  context: readonly { parameter: string; path: Path }[];
}

/** A source's mapping (null: it has none) as the reading of its messages needs it. An event that has a rule's action for its name falls under that rule. */
export function compileMapping(own: SourceMapping | null): CompiledMapping {
  const whole = wholeMapping(own);
  const compile = (to: string | null, fields: EventFields & { from?: string } = {}): CompiledRule => {
    const of = (field: keyof EventFields): Path[] =>
      (fields[field] ?? whole.fields[field]).map((place) => place.split('.'));
    return {
      name: fields.from ?? null,
      action: to,
      revenue: of('revenue'),
      currency: of('currency'),
      orderId: of('orderId'),
      products: of('products'),
    };
  };
  const rules = new Map<string, CompiledRule>();
  for (const rule of whole.events)
    if (rule.to !== null) rules.set(rule.to.toLowerCase(), rules.get(rule.to.toLowerCase()) ?? compile(rule.to, rule));
  for (const rule of whole.events) rules.set(rule.from.toLowerCase(), compile(rule.to, rule));
  const other = compile(null);
  return {
    ruleFor: (name) =>
      rules.get(name.toLowerCase()) ?? (whole.otherwise === 'ignore' ? other : { ...other, action: name }),
    page: compile(whole.page),
    screen: compile(whole.screen),
    group: compile(whole.group),
    context: Object.entries(whole.context).map(([parameter, place]) => ({ parameter, path: place.split('.') })),
  };
}
