import type { Messages } from '../language/messages.ts';

export const problems: Messages['problems'] = {
  titles: {
    400: 'Etwas stimmt noch nicht',
    401: 'Sie sind nicht mehr angemeldet',
    403: 'Das dürfen Sie nicht',
    404: 'Das ist nicht mehr da',
    409: 'Das ist derzeit nicht möglich',
    413: 'Das ist zu groß',
    422: 'Etwas stimmt noch nicht',
    429: 'Zu viele Anfragen auf einmal',
  },
  fault: 'In Cutline ist ein Fehler aufgetreten',
  refused: 'Die Anfrage wurde abgelehnt.',
  didNotWork: 'Das hat nicht geklappt',
  unreachable: 'Cutline ist nicht erreichbar',
  checkConnection: 'Prüfen Sie Ihre Verbindung und ob Cutline noch läuft, und versuchen Sie es dann noch einmal.',
  wentWrongHere: 'Hier ist etwas schiefgegangen',
  answerWas: (status) => `Die Antwort war ${status}.`,
};
