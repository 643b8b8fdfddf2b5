import { isRecord } from './field-path.ts';
import type { Cell } from './file-rows.ts';
import type { ProductMapping } from './mapping.ts';

/** Names of a product line's fields, the most telling first, in lower case without signs. */
const signs: Record<Exclude<keyof ProductMapping, 'column'>, RegExp[]> = {
  productId: [/^(product|item|article|variant)(id|no|nr|number|code)$/, /^(sku|id|ean|gtin)$/],
  name: [/^(product|item|article)name$/, /^(name|title|product|item|description)$/],
  category: [/^(product|item)?category(name)?$/, /^(type|department)$/],
  price: [/^(unit|item|product)?price$/, /^(amount|value)$/],
  quantity: [/^(quantity|qty|count|units|items?)$/],
};

/** The first column with lists of objects that look like product lines, or null: something names the product. */
export function guessProducts(names: string[], rows: Cell[][]): ProductMapping | null {
  for (const [index, column] of names.entries()) {
    const lines = rows.flatMap((row) => linesOf(row[index] ?? '')).filter(isRecord);
    if (lines.length === 0) continue;
    const fields = [...new Set(lines.flatMap((line) => Object.keys(line)))];
    const found: ProductMapping = { column };
    const taken = new Set<string>();
    for (const [part, patterns] of Object.entries(signs)) {
      const field = patterns
        .flatMap((pattern) => fields.filter((each) => pattern.test(plain(each))))
        .find((each) => !taken.has(each));
      if (field === undefined) continue;
      taken.add(field);
      found[part as keyof typeof signs] = field;
    }
    if (found.productId ?? found.name) return found;
  }
  return null;
}

/** Of CSV, a list is text that begins like one. */
function linesOf(cell: Cell): readonly unknown[] {
  if (typeof cell !== 'string') return cell;
  if (!/^\s*\[\s*\{/.test(cell)) return [];
  try {
    const found: unknown = JSON.parse(cell);
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
