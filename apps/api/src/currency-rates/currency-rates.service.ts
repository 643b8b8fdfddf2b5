import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { knownBatch, type Database } from '@cutline/postgres';
import { z } from 'zod';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import {
  deleteRateImport,
  findRateImport,
  insertRateImport,
  listRateImports,
  listRates,
  type RateImportRow,
} from './currency-rates.queries.ts';
import type { CurrencyRate, CurrencyRateImport, RateQuery } from './currency-rates.schemas.ts';
import { RateWorkflowsService } from './rate-workflows.service.ts';
import { readRates } from './read-rates.ts';

const rateKey = z.object({ day: z.iso.date(), currency: z.string().max(10) });
const importKey = z.object({ id: z.uuid() });

/** Exchange rates: amounts in other currencies have a value at the rate of their day. */
@Injectable()
export class CurrencyRatesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly workflows: RateWorkflowsService,
  ) {}

  async list(workspace: WorkspaceRow, { currency, limit, cursor }: RateQuery): Promise<Page<CurrencyRate>> {
    const after = decodeCursor(cursor, rateKey);
    const of = { workspace: workspace.number, known: await knownBatch(this.database, workspace.number) };
    const rows = await listRates(this.clickHouse, of, { currency, after, limit: limit + 1 });
    return toPage(rows, limit, ({ day, currency: last }) => ({ day, currency: last }));
  }

  async imports(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<CurrencyRateImport>> {
    const before = decodeCursor(cursor, importKey)?.id ?? null;
    const rows = await listRateImports(this.database, workspace.id, before, limit + 1);
    const page = toPage(rows, limit, ({ row }) => ({ id: row.id }));
    return { ...page, items: page.items.map(describeImport) };
  }

  /** Throws 422 naming the rows at fault, 503 where Temporal is away; nothing is taken then. */
  async import(workspace: WorkspaceRow, caller: Caller, body: unknown): Promise<CurrencyRateImport> {
    const rates = readRates(body, workspace.currency);
    const days = rates.map(([, day]) => day).sort();
    const id = await insertRateImport(this.database, {
      workspaceId: workspace.id,
      status: 'running',
      rates: rates.length,
      currencies: [...new Set(rates.map(([currency]) => currency))].sort(),
      firstDay: days[0]!,
      lastDay: days.at(-1)!,
      createdBy: authorOf(caller),
      apiKeyId: caller.type === 'key' ? caller.id : null,
    });
    try {
      await this.workflows.start(workspace.id, id, rates);
    } catch (error) {
      await deleteRateImport(this.database, id);
      throw error;
    }
    await this.workflows.settle(id);
    const found = await findRateImport(this.database, id);
    if (!found) throw notFound('import of rates');
    return describeImport(found);
  }
}

function describeImport({ row, createdBy, apiKey }: RateImportRow): CurrencyRateImport {
  const { id, status, rates, currencies, firstDay, lastDay, batch } = row;
  return {
    id,
    status,
    rates,
    currencies,
    firstDay,
    lastDay,
    batch,
    createdBy,
    apiKey,
    createdAt: row.createdAt.toISOString(),
    landedAt: row.landedAt?.toISOString() ?? null,
  };
}
