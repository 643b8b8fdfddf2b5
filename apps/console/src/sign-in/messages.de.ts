import type { Messages } from '../language/messages.ts';

export const signIn: Messages['signIn'] = {
  signIn: 'Anmelden',
  useYours: 'Melden Sie sich mit der E-Mail-Adresse und dem Passwort an, die Sie bekommen haben.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  hidePassword: 'Passwort verbergen',
  showPassword: 'Passwort anzeigen',
  firstTime:
    'Zum ersten Mal auf Ihrem eigenen Computer? E-Mail-Adresse und Passwort wurden beim Start von Cutline ausgegeben und stehen in der Datei {file} in dessen Ordner.',
  language: 'Sprache',

  noMatch:
    'E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides, oder bitten Sie eine Person mit der Rolle „Administration“ um ein neues Passwort.',
  tooMany: 'Zu viele Versuche. Warten Sie eine Minute, und versuchen Sie es dann noch einmal.',
  incomplete: 'Geben Sie die vollständige E-Mail-Adresse ein, zum Beispiel mara@example.com, und das Passwort.',

  aboutCutline: 'Über Cutline',
  who: 'Die Kunden, auf die es ankommt, und die, die bald abwandern.',
  how: 'Cutline zieht die Linie zwischen Ihren besten Kunden und den übrigen aus Ihren eigenen Daten, und zieht sie neu, sobald sich die Daten ändern.',
};
