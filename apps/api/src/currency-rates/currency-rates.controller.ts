import { Body, Get, Post, Query } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.ts';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { By, InWorkspace } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { WorkspaceResource } from '../openapi/resource.decorator.ts';
import { pageQuery, type Page, type PageQuery } from '../pagination/page.ts';
import {
  currencyCoverages,
  currencyRateCheck,
  currencyRateImport,
  currencyRateImportPage,
  currencyRatePage,
  newRates,
  rateQuery,
} from './currency-rates.schemas.ts';
import type {
  CurrencyCoverage,
  CurrencyRate,
  CurrencyRateCheck,
  CurrencyRateImport,
  RateQuery,
} from './currency-rates.schemas.ts';
import { CurrencyRatesService } from './currency-rates.service.ts';

@WorkspaceResource('currency rates', '/currency-rates')
export class CurrencyRatesController {
  constructor(private readonly rates: CurrencyRatesService) {}

  @Get()
  @Access('definitions:read')
  @Operation({ id: 'listCurrencyRates', summary: 'Exchange rates, the latest day first', answers: currencyRatePage })
  list(
    @InWorkspace() workspace: WorkspaceRow,
    @Query({ schema: rateQuery }) query: RateQuery,
  ): Promise<Page<CurrencyRate>> {
    return this.rates.list(workspace, query);
  }

  @Get('currencies')
  @Access('definitions:read')
  @Operation({
    id: 'listCurrencies',
    summary: 'Currencies that have rates, or events with amounts in them',
    description: 'An amount of a day before the first rate has no value, so `eventsWithoutRate` says what is missing.',
    answers: currencyCoverages,
  })
  currencies(@InWorkspace() workspace: WorkspaceRow): Promise<CurrencyCoverage[]> {
    return this.rates.currencies(workspace);
  }

  @Get('imports')
  @Access('definitions:read')
  @Operation({
    id: 'listCurrencyRateImports',
    summary: 'Who brought in exchange rates, and when, latest first',
    answers: currencyRateImportPage,
  })
  imports(
    @InWorkspace() workspace: WorkspaceRow,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<CurrencyRateImport>> {
    return this.rates.imports(workspace, query);
  }

  @Post('check')
  @Access('events:write')
  @ApiConsumes('application/json', 'text/csv')
  @Operation({
    id: 'checkCurrencyRates',
    summary: 'What an import of rates would change',
    description: 'Reads and refuses what an import would, and stores nothing.',
    answers: currencyRateCheck,
    status: 200,
  })
  check(@InWorkspace() workspace: WorkspaceRow, @Body({ schema: newRates }) body: unknown): Promise<CurrencyRateCheck> {
    return this.rates.check(workspace, body);
  }

  @Post()
  @Access('events:write')
  @ApiConsumes('application/json', 'text/csv')
  @Operation({
    id: 'importCurrencyRates',
    summary: 'Brings in exchange rates',
    description:
      'As JSON, or as CSV whose first line is `currency,day,rate`. All or nothing. A later rate of the same currency and day takes the place of ' +
      'an earlier one. The answer mostly says `completed`; while it says `running`, the rates are not read yet.',
    answers: currencyRateImport,
    status: 202,
  })
  import(
    @InWorkspace() workspace: WorkspaceRow,
    @By() caller: Caller,
    @Body({ schema: newRates }) body: unknown,
  ): Promise<CurrencyRateImport> {
    return this.rates.import(workspace, caller, body);
  }
}
