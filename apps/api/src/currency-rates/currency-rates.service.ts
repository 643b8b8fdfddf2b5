import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { knownBatch, type Database } from '@cutline/postgres';
import { z } from 'zod';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { checkRates, spanOf } from './check-rates.ts';
import { countForeignEvents, findRates, sumRates } from './coverage.queries.ts';
import { coverageOf } from './coverage.ts';
import {
  deleteRateImport,
  findRateImport,
  insertRateImport,
  listRateImports,
  listRates,
  type RateImportRow,
} from './currency-rates.queries.ts';
import type {
  CurrencyCoverage,
  CurrencyRate,
  CurrencyRateCheck,
  CurrencyRateImport,
  RateQuery,
} from './currency-rates.schemas.ts';
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
    const of = await this.known(workspace);
    const rows = await listRates(this.clickHouse, of, { currency, after, limit: limit + 1 });
    return toPage(rows, limit, ({ day, currency: last }) => ({ day, currency: last }));
  }

  async imports(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<CurrencyRateImport>> {
    const before = decodeCursor(cursor, importKey)?.id ?? null;
    const rows = await listRateImports(this.database, workspace.id, before, limit + 1);
    const page = toPage(rows, limit, ({ row }) => ({ id: row.id }));
    return { ...page, items: page.items.map(describeImport) };
  }

  async currencies(workspace: WorkspaceRow): Promise<CurrencyCoverage[]> {
    const of = await this.known(workspace);
    const rates = await sumRates(this.clickHouse, of);
    const firstDays = new Map(rates.map(({ currency, firstDay }) => [currency, firstDay]));
    const events = await countForeignEvents(this.clickHouse, { ...of, own: workspace.currency, firstDays });
    return coverageOf(rates, events);
  }

  /** Throws 422 naming the rows at fault. */
  async check(workspace: WorkspaceRow, body: unknown): Promise<CurrencyRateCheck> {
    const rates = readRates(body, workspace.currency);
    const of = await this.known(workspace);
    return checkRates(rates, await findRates(this.clickHouse, { ...of, ...spanOf(rates) }));
  }

  /** Throws 422 naming the rows at fault, 503 where Temporal is away; nothing is taken then. */
  async import(workspace: WorkspaceRow, caller: Caller, body: unknown): Promise<CurrencyRateImport> {
    const rates = readRates(body, workspace.currency);
    const id = await insertRateImport(this.database, {
      workspaceId: workspace.id,
      status: 'running',
      ...spanOf(rates),
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

  private async known({ number }: WorkspaceRow): Promise<{ workspace: number; known: number }> {
    return { workspace: number, known: await knownBatch(this.database, number) };
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
