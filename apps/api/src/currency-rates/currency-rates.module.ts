import { Module } from '@nestjs/common';
import { CurrencyRatesController } from './currency-rates.controller.ts';
import { CurrencyRatesService } from './currency-rates.service.ts';
import { RateWorkflowsService } from './rate-workflows.service.ts';

@Module({ controllers: [CurrencyRatesController], providers: [CurrencyRatesService, RateWorkflowsService] })
export class CurrencyRatesModule {}
