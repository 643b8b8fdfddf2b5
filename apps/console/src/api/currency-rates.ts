import { answer, client } from './client.ts';
import type {
  CurrencyCoverage,
  CurrencyRate,
  CurrencyRateCheck,
  CurrencyRateImport,
  Page,
  PageQuery,
} from './contract.ts';

/** Every currency that has rates, or events with amounts in it. */
export function listCurrencies(workspaceId: string): Promise<CurrencyCoverage[]> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/currency-rates/currencies', { params: { path: { workspaceId } } }),
  );
}

/** Rates that hold, the latest day first; of one currency where it is given. */
export function listRates(
  workspaceId: string,
  { cursor, currency, ...query }: PageQuery & { currency?: string } = {},
): Promise<Page<CurrencyRate>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/currency-rates', {
      params: {
        path: { workspaceId },
        query: { ...query, cursor: cursor ?? undefined, currency: currency || undefined },
      },
    }),
  );
}

/** Who brought in rates, and when, latest first. */
export function listRateImports(
  workspaceId: string,
  { cursor, ...query }: PageQuery = {},
): Promise<Page<CurrencyRateImport>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/currency-rates/imports', {
      params: { path: { workspaceId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

const asCsv = { headers: { 'content-type': 'text/csv' }, bodySerializer: (csv: unknown) => csv as string };

/** What importing the CSV would change; stores nothing. @throws Problem (422) naming each row at fault. */
export function checkRates(workspaceId: string, csv: string): Promise<CurrencyRateCheck> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/currency-rates/check', {
      params: { path: { workspaceId } },
      body: csv,
      ...asCsv,
    }),
  );
}

/** Imports a CSV of rates, all or none. It may still be running when this answers. @throws Problem when refused. */
export function importRates(workspaceId: string, csv: string): Promise<CurrencyRateImport> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/currency-rates', {
      params: { path: { workspaceId } },
      body: csv,
      ...asCsv,
    }),
  );
}
