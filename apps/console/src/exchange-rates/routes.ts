import type { RouteRecordRaw } from 'vue-router';

/** Pages within the settings. */
export const exchangeRateRoutes: RouteRecordRaw[] = [
  { path: 'exchange-rates', name: 'settings-exchange-rates', component: () => import('./ExchangeRates.vue') },
  {
    path: 'exchange-rates/import',
    name: 'settings-exchange-rates-import',
    component: () => import('./ImportRates.vue'),
  },
];
