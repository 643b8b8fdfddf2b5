import type { Messages } from '../language/messages.ts';

export const workspaces: Messages['workspaces'] = {
  newWorkspace: 'Neuer Arbeitsbereich',
  whatItHolds:
    'Ein Arbeitsbereich enthält die Kunden eines Shops, was sie getan haben, und die Segmente, die daraus gebildet werden.',
  askAdministrator:
    'Einen Arbeitsbereich kann nur anlegen, wer in Ihrer Organisation die Rolle „Administration“ hat. Bitten Sie eine solche Person darum oder um diese Rolle.',
  organisation: 'Organisation',
  create: 'Arbeitsbereich anlegen',
  cancel: 'Abbrechen',

  name: 'Name',
  myShop: 'Mein Shop',
  timeZone: 'Zeitzone',
  whyTimeZone: 'In dieser Zone beginnen und enden die Tage: „letzte 30 Tage“ sind 30 ihrer Tage.',
  currency: 'Währung',
  whyCurrency: 'Beträge ohne eigene Währung gelten als Beträge in dieser.',
};
