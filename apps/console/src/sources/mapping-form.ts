import type { EventRule, SourceMapping, WholeMapping } from '../api/contract.ts';

/** Where the fixed fields of an event come from. */
export const fieldNames = ['revenue', 'currency', 'orderId', 'products'] as const;
export type FieldName = (typeof fieldNames)[number];

/** A rule as it is edited. Places of fields are text, parted by commas; empty: as for all events. */
export interface RuleForm {
  key: number;
  from: string;
  /** What the event is called here. */
  to: string;
  ignored: boolean;
  fields: Record<FieldName, string>;
  /** The rule that everyone begins with for this name, as it stands there. */
  usual: EventRule | null;
}

export interface MappingForm {
  rules: RuleForm[];
  otherwise: WholeMapping['otherwise'];
  page: string;
  screen: string;
  group: string;
  fields: Record<FieldName, string>;
  /** Not edited here; kept as it is. */
  context: SourceMapping['context'];
}

let lastKey = 0;

/** The mapping that holds, to be edited. Rules of the source's own come first, then the usual ones by name. */
export function formOf(effective: WholeMapping, usual: WholeMapping, own: SourceMapping | null): MappingForm {
  const usualRules = new Map(usual.events.map((rule) => [rule.from.toLowerCase(), rule]));
  const owned = new Set(own?.events?.map(({ from }) => from.toLowerCase()));
  const isOwn = ({ from }: EventRule): boolean => owned.has(from.toLowerCase());
  const rules = [...effective.events.filter(isOwn), ...effective.events.filter((rule) => !isOwn(rule))];
  return {
    rules: rules.map((rule) => ruleForm(rule, usualRules.get(rule.from.toLowerCase()) ?? null)),
    otherwise: effective.otherwise,
    page: effective.page ?? '',
    screen: effective.screen ?? '',
    group: effective.group ?? '',
    fields: textsOf(effective.fields),
    context: own?.context,
  };
}

/** A rule for a name that has none. */
export function newRule(from = ''): RuleForm {
  return ruleForm({ from, to: from }, null);
}

function ruleForm(rule: EventRule, usual: EventRule | null): RuleForm {
  return {
    key: ++lastKey,
    from: rule.from,
    to: rule.to ?? '',
    ignored: rule.to === null,
    fields: textsOf(rule),
    usual,
  };
}

function textsOf(fields: Partial<Record<FieldName, string[]>>): Record<FieldName, string> {
  const text = (name: FieldName): string => fields[name]?.join(', ') ?? '';
  return { revenue: text('revenue'), currency: text('currency'), orderId: text('orderId'), products: text('products') };
}

/** What the form says otherwise than the usual mapping; null where it says nothing else. */
export function mappingOf(form: MappingForm, usual: WholeMapping): SourceMapping | null {
  const events = form.rules.flatMap((each) => {
    const rule = ruleOf(each);
    return each.usual && same(rule, each.usual) ? [] : [rule];
  });
  const fields = fieldNames.filter((name) => !same(placesIn(form.fields[name]), usual.fields[name]));
  const mapping: SourceMapping = {
    ...(events.length > 0 && { events }),
    ...(form.otherwise !== usual.otherwise && { otherwise: form.otherwise }),
    ...(nameOrNone(form.page) !== usual.page && { page: nameOrNone(form.page) }),
    ...(nameOrNone(form.screen) !== usual.screen && { screen: nameOrNone(form.screen) }),
    ...(nameOrNone(form.group) !== usual.group && { group: nameOrNone(form.group) }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields.map((name) => [name, placesIn(form.fields[name])])) }),
    ...(form.context !== undefined && { context: form.context }),
  };
  return Object.keys(mapping).length === 0 ? null : mapping;
}

/** Whether the source says something of its own about the name. */
export function isOwnRule(rule: RuleForm): boolean {
  return !rule.usual || !same(ruleOf(rule), rule.usual);
}

/** A rule back as everyone begins with it. */
export function asUsual(rule: RuleForm): RuleForm {
  return rule.usual ? { ...ruleForm(rule.usual, rule.usual), key: rule.key } : rule;
}

/** What keeps a rule from being saved: no name, the same name as another, nothing that it becomes. */
export function faultOf(rule: RuleForm, rules: RuleForm[]): 'from' | 'twice' | 'to' | null {
  const from = rule.from.trim().toLowerCase();
  if (!from) return 'from';
  if (rules.some((other) => other !== rule && other.from.trim().toLowerCase() === from)) return 'twice';
  return rule.ignored || rule.to.trim() ? null : 'to';
}

function ruleOf({ from, to, ignored, fields }: RuleForm): EventRule {
  const given = fieldNames.flatMap((name) => (fields[name].trim() ? [[name, placesIn(fields[name])] as const] : []));
  return { from: from.trim(), to: ignored ? null : to.trim(), ...Object.fromEntries(given) };
}

function placesIn(text: string): string[] {
  return text
    .split(',')
    .map((place) => place.trim())
    .filter((place) => place !== '');
}

function nameOrNone(text: string): string | null {
  return text.trim() || null;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}
