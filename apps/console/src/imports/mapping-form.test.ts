import { describe, expect, it } from 'vitest';
import type { ImportSample, Mapping } from '../api/contract.ts';
import { assignRole, formAsMapping, missingIn, sampleAsForm } from './mapping-form.ts';

const mapping: Mapping = {
  format: 'csv',
  delimiter: ';',
  encoding: 'windows-1252',
  decimalMark: ',',
  action: { constant: 'transaction.charge' },
  time: { column: 'date', format: 'dmy', timeZone: 'Europe/Berlin' },
  identifiers: { customId: 'customer_id' },
  revenue: 'amount',
  currency: { constant: 'USD' },
  parameters: [{ column: 'num_cds', name: 'items', type: 'integer' }],
};
const column = (name: string, guess: string, type: ImportSample['columns'][number]['type'] = 'string') => ({
  name,
  guess,
  type,
  examples: [],
});
const sample = (suggestedMapping: Mapping | null): ImportSample => ({
  format: 'csv',
  encoding: 'windows-1252',
  delimiter: ';',
  columns: [
    column('customer_id', 'customId'),
    column('date', 'time'),
    column('num_cds', 'parameter', 'integer'),
    column('amount', 'revenue', 'number'),
    column('note', 'ignore'),
  ],
  suggestedMapping,
  rows: [],
});

describe('the mapping of a file', () => {
  it('comes back as it was suggested when nothing is changed', () => {
    expect(formAsMapping(sampleAsForm(sample(mapping), 'UTC'))).toEqual(mapping);
  });

  it('begins with what each column looks like when none could be suggested', () => {
    const form = sampleAsForm(sample(null), 'Europe/Helsinki');
    expect(form.columns.map(({ role }) => role)).toEqual(['customId', 'time', 'parameter', 'revenue', 'ignore']);
    expect(form).toMatchObject({ timeZone: 'Europe/Helsinki', reading: { delimiter: ';', encoding: 'windows-1252' } });
  });

  it('gives a role to one column only: the one that had it becomes a parameter', () => {
    const form = assignRole(sampleAsForm(sample(mapping), 'UTC'), 'note', 'customId');
    expect(formAsMapping(form)).toMatchObject({
      identifiers: { customId: 'note' },
      parameters: [
        { column: 'customer_id', name: 'customer_id' },
        { column: 'num_cds', name: 'items' },
      ],
    });
  });

  it('reads a column as its examples are written', () => {
    const form = assignRole(sampleAsForm(sample(null), 'UTC'), 'note', 'time', ['01/31/2026']);
    expect(formAsMapping(form)?.time).toEqual({ column: 'note', format: 'mdy', timeZone: 'UTC' });
    expect(formAsMapping(assignRole(form, 'amount', 'revenue', ['12,50']))).toMatchObject({
      revenue: 'amount',
      decimalMark: ',',
    });
  });

  it('lets any number of columns be parameters, or ignored', () => {
    const form = assignRole(assignRole(sampleAsForm(sample(mapping), 'UTC'), 'note', 'parameter'), 'amount', 'ignore');
    expect(formAsMapping(form)?.parameters.map((each) => each.column)).toEqual(['num_cds', 'note']);
    expect(formAsMapping(form)).not.toHaveProperty('revenue');
  });

  it('keeps the fields of product lines, and asks for what names a product', () => {
    const lines = { column: 'note', productId: 'sku', price: 'unit price' };
    const form = sampleAsForm(sample({ ...mapping, format: 'jsonl', products: lines }), 'UTC');
    expect(formAsMapping(form)).toMatchObject({ format: 'jsonl', products: lines });
    const unnamed = { ...form, products: { price: 'unit price', name: ' ' } };
    expect(missingIn(unnamed)).toEqual([expect.stringContaining('product')]);
    expect(formAsMapping(assignRole(unnamed, 'note', 'ignore'))).not.toHaveProperty('products');
  });

  it('says what is missing, and makes no mapping until it is there', () => {
    let form = sampleAsForm(sample(mapping), 'UTC');
    form = assignRole(assignRole({ ...form, action: ' ' }, 'customer_id', 'ignore'), 'date', 'ignore');
    expect(missingIn(form)).toHaveLength(3);
    expect(formAsMapping(form)).toBeNull();
    form = assignRole(assignRole(form, 'note', 'email'), 'date', 'time');
    expect(missingIn(form)).toEqual([expect.stringContaining('what happened')]);
    expect(formAsMapping(assignRole(form, 'num_cds', 'action'))).toMatchObject({
      action: { column: 'num_cds' },
      identifiers: { email: 'note' },
    });
  });

  it('refuses two parameters of one name, and one that takes the name of revenue', () => {
    const form = assignRole(sampleAsForm(sample(mapping), 'UTC'), 'note', 'parameter');
    const renamed = (name: string) => ({
      ...form,
      columns: form.columns.map((each) => (each.column === 'note' ? { ...each, name } : each)),
    });
    expect(missingIn(renamed('items'))).toEqual([expect.stringContaining('same name')]);
    expect(missingIn(renamed('revenue'))).toEqual([expect.stringContaining('place of its own')]);
  });
});
