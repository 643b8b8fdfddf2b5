import { Problem } from '../problem-details/problem.ts';
import { fieldErrorsOf } from '../problem-details/field-errors.ts';
import type { FieldError } from '../problem-details/problem.schema.ts';
import { mostRates, rateTable, rateText, type NewRate } from './currency-rates.schemas.ts';

/** Currency, day, rate. */
export type ReadRate = [currency: string, day: string, rate: string];

const columns = ['currency', 'day', 'rate'] as const;

/**
 * The rates of a body. Throws 422 `invalid-rates` naming each row at fault: `/rates/<row>/<column>`, rows of CSV counted without
 * the header and blank lines. Rates of the workspace's own currency, and two of one currency and day, are refused.
 */
export function readRates(body: unknown, ownCurrency: string): ReadRate[] {
  const rates = typeof body === 'string' ? readCsv(body) : readTable(body);
  const errors: FieldError[] = [];
  const seen = new Map<string, number>();
  const read = rates.map(({ currency, day, rate }, index): ReadRate => {
    const key = `${currency} ${day}`;
    if (currency === ownCurrency)
      errors.push({
        path: `/rates/${index}/currency`,
        code: 'own-currency',
        message: `${currency} is the workspace’s own currency.`,
      });
    const earlier = seen.get(key);
    if (earlier !== undefined)
      errors.push({
        path: `/rates/${index}`,
        code: 'duplicate',
        message: `There is a rate of ${currency} for ${day} in row ${earlier + 1} already.`,
      });
    seen.set(key, index);
    return [currency, day, rateText(rate)!];
  });
  if (errors.length > 0) throw refused(errors);
  return read;
}

function readTable(body: unknown): NewRate[] {
  const result = rateTable.safeParse(body);
  if (result.success) return result.data.rates;
  throw refused(fieldErrorsOf(result.error.issues));
}

/** Rows of a CSV text. */
function readCsv(text: string): NewRate[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const rows = lines.map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => line.trim() !== '');
  const [header, ...records] = rows;
  const delimiter = [';', '\t'].find((each) => header?.line.includes(each)) ?? ',';
  const names = header ? fieldsOf(header.line, delimiter).map((name) => name.toLowerCase()) : [];
  const places = columns.map((name) => names.indexOf(name));
  if (places.includes(-1) || names.length !== columns.length) {
    const message = 'The first line names the columns: currency,day,rate.';
    throw refused([{ path: '', code: 'no-header', message, expected: columns.join(',') }]);
  }
  if (records.length > mostRates)
    throw refused([{ path: '/rates', code: 'too_big', message: `At most ${mostRates} rates in one import.` }]);
  const values = records.map(({ line }) => {
    const fields = fieldsOf(line, delimiter);
    return Object.fromEntries(columns.map((name, at) => [name, fields[places[at]!]]));
  });
  const result = rateTable.safeParse({ rates: values });
  if (result.success) return result.data.rates;
  throw refused(
    fieldErrorsOf(result.error.issues).map((error) => {
      const record = records[Number(error.path.split('/')[2])];
      return record ? { ...error, message: `Line ${record.number}: ${error.message}` } : error;
    }),
  );
}

/** Fields without the blanks and quotation marks around them; none of these can hold a delimiter. */
function fieldsOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
}

function refused(errors: FieldError[]): Problem {
  return new Problem(422, 'invalid-rates', errors[0]!.message, { errors: errors.slice(0, 100) });
}
