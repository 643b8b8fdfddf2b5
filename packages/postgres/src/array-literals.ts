import { sql, type SQL } from 'drizzle-orm';

/** Needs no quotes in an array's text: no blanks, braces, commas, quotes, and is not the word NULL. */
const plain = /^(?!null$)[\w@.:+-]+$/i;

/** Texts as a parameter of type `text[]`. The driver's own way escapes each of them at four times the cost, which tells at 100,000 a batch. */
export function textArray(values: readonly (string | null)[]): SQL {
  const written = values.map((value) => {
    if (value === null) return 'NULL';
    return plain.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  });
  return sql`${`{${written.join(',')}}`}::text[]`;
}

/** Whole numbers as a parameter of type `bigint[]`. */
export function bigintArray(values: readonly (number | null)[]): SQL {
  return sql`${`{${values.map((value) => value ?? 'NULL').join(',')}}`}::bigint[]`;
}
