import type { ImportSample, Mapping, ParameterType, SampleColumn } from '../api/contract.ts';
import { t } from '../language/messages.ts';
import { guessDecimalMark, guessTimeFormat } from './reading-guess.ts';

/** What a column can be. All but `parameter` and `ignore` can be one column only. */
export type ColumnRole =
  | 'customId'
  | 'email'
  | 'phone'
  | 'time'
  | 'action'
  | 'messageId'
  | 'revenue'
  | 'currency'
  | 'orderId'
  | 'products'
  | 'parameter'
  | 'ignore';

export interface ColumnForm {
  column: string;
  role: ColumnRole;
  /** The parameter's name, when it is one. */
  name: string;
  type: ParameterType;
}

/** A mapping as people fill it in: each column has a role; what no column says is a constant. */
export interface MappingForm {
  /** How the file is read: format, delimiter, encoding, decimal mark. Found by looking at it. */
  reading: Pick<Mapping, 'format' | 'delimiter' | 'encoding' | 'decimalMark'>;
  columns: ColumnForm[];
  /** The action of every row, when no column says it. */
  action: string;
  /** The currency of every row, when no column says it; '' is the workspace's. */
  currency: string;
  timeFormat: Mapping['time']['format'];
  timeZone: string;
  /** What the fields of product lines are called, when a column lists them. */
  products: Partial<Record<ProductPart, string>>;
}

export const productParts = ['productId', 'name', 'category', 'price', 'quantity'] as const;
export type ProductPart = (typeof productParts)[number];

const single: ColumnRole[] = [
  'customId',
  'email',
  'phone',
  'time',
  'action',
  'messageId',
  'revenue',
  'currency',
  'orderId',
  'products',
];
const known = new Set<string>([...single, 'parameter', 'ignore']);

function guessedRole({ guess }: SampleColumn): ColumnRole {
  return known.has(guess) ? (guess as ColumnRole) : 'parameter';
}

function mappedRoles(mapping: Mapping): Map<string, ColumnRole> {
  const roles = new Map<string, ColumnRole>();
  const put = (column: string | undefined, role: ColumnRole): void => void (column && roles.set(column, role));
  put(mapping.identifiers.customId, 'customId');
  put(mapping.identifiers.email, 'email');
  put(mapping.identifiers.phone, 'phone');
  put(mapping.time.column, 'time');
  if ('column' in mapping.action) put(mapping.action.column, 'action');
  if (mapping.currency && 'column' in mapping.currency) put(mapping.currency.column, 'currency');
  put(mapping.messageId, 'messageId');
  put(mapping.revenue, 'revenue');
  put(mapping.orderId, 'orderId');
  put(mapping.products?.column, 'products');
  for (const { column } of mapping.parameters) put(column, 'parameter');
  return roles;
}

/** The form to begin with: the mapping that was suggested (or chosen before), else what each column looks like. */
export function sampleAsForm(
  sample: ImportSample,
  timeZone: string,
  chosen: Mapping | null = sample.suggestedMapping,
): MappingForm {
  const roles = chosen && mappedRoles(chosen);
  const taken = new Set<ColumnRole>();
  const columns = sample.columns.map((column): ColumnForm => {
    let role = roles ? (roles.get(column.name) ?? 'ignore') : guessedRole(column);
    if (single.includes(role)) {
      if (taken.has(role)) role = 'parameter';
      taken.add(role);
    }
    const parameter = chosen?.parameters.find((each) => each.column === column.name);
    return { column: column.name, role, name: parameter?.name ?? column.name, type: parameter?.type ?? column.type };
  });
  return {
    reading: {
      format: chosen?.format ?? sample.format,
      delimiter: chosen?.delimiter ?? sample.delimiter,
      encoding: chosen?.encoding ?? sample.encoding,
      decimalMark: chosen?.decimalMark ?? '.',
    },
    columns,
    action: chosen && 'constant' in chosen.action ? chosen.action.constant : 'transaction.charge',
    currency: chosen?.currency && 'constant' in chosen.currency ? chosen.currency.constant : '',
    timeFormat: chosen?.time.format ?? 'iso',
    timeZone: chosen?.time.timeZone ?? timeZone,
    products: partsOf(chosen?.products),
  };
}

function partsOf(products: Mapping['products']): MappingForm['products'] {
  const { column: _, ...parts } = products ?? { column: '' };
  return parts;
}

/**
 * Gives a column a role. Whatever had a role that only one can have becomes a parameter. The column's examples say how its times or
 * amounts are written.
 */
export function assignRole(form: MappingForm, column: string, role: ColumnRole, examples: string[] = []): MappingForm {
  const timeFormat = role === 'time' ? guessTimeFormat(examples) : null;
  const decimalMark = role === 'revenue' ? guessDecimalMark(examples) : null;
  return {
    ...form,
    reading: decimalMark ? { ...form.reading, decimalMark } : form.reading,
    timeFormat: timeFormat ?? form.timeFormat,
    columns: form.columns.map((each) => {
      if (each.column === column) return { ...each, role };
      return each.role === role && single.includes(role) ? { ...each, role: 'parameter' as const } : each;
    }),
  };
}

/** What is still missing before anything can be imported, each with what to do. */
export function missingIn(form: MappingForm): string[] {
  const has = (role: ColumnRole): boolean => form.columns.some((each) => each.role === role);
  const names = form.columns.filter(({ role }) => role === 'parameter').map(({ name }) => name.trim());
  return [
    ...(has('customId') || has('email') || has('phone') ? [] : [t.imports.missing.whose]),
    ...(has('time') ? [] : [t.imports.missing.when]),
    ...(has('action') || form.action.trim() ? [] : [t.imports.missing.what]),
    ...(has('products') && !form.products.productId?.trim() && !form.products.name?.trim()
      ? [t.imports.missing.product]
      : []),
    ...(new Set(names).size === names.length ? [] : [t.imports.missing.sameName]),
    ...(names.includes('revenue') ? [t.imports.missing.revenue] : []),
    ...(names.some((name) => !name) ? [t.imports.missing.noName] : []),
  ];
}

/** The mapping that a form means; null while something is missing. */
export function formAsMapping(form: MappingForm): Mapping | null {
  if (missingIn(form).length) return null;
  const columnOf = (role: ColumnRole): string | undefined => form.columns.find((each) => each.role === role)?.column;
  const only = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
    value ? ({ [key]: value } as { [P in K]: string }) : {};
  const action = columnOf('action');
  const currency = columnOf('currency');
  return {
    ...form.reading,
    action: action ? { column: action } : { constant: form.action.trim() },
    time: { column: columnOf('time') ?? '', format: form.timeFormat, timeZone: form.timeZone },
    identifiers: {
      ...only('customId', columnOf('customId')),
      ...only('email', columnOf('email')),
      ...only('phone', columnOf('phone')),
    },
    ...only('messageId', columnOf('messageId')),
    ...only('revenue', columnOf('revenue')),
    ...(currency ? { currency: { column: currency } } : form.currency ? { currency: { constant: form.currency } } : {}),
    ...only('orderId', columnOf('orderId')),
    ...productsIn(form, columnOf('products')),
    parameters: form.columns
      .filter(({ role }) => role === 'parameter')
      .map(({ column, name, type }) => ({ column, name: name.trim(), type })),
  };
}

function productsIn({ products }: MappingForm, column: string | undefined): Pick<Mapping, 'products'> {
  if (column === undefined) return {};
  const named = productParts.flatMap((part) => {
    const name = products[part]?.trim();
    return name ? [[part, name] as const] : [];
  });
  return { products: { column, ...Object.fromEntries(named) } };
}
