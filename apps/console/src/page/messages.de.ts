import type { Messages } from '../language/messages.ts';

export const page: Messages['page'] = {
  nothingChosen: 'nichts gewählt',
  cancel: 'Abbrechen',
  typeToConfirm: (text) => `Zur Bestätigung „${text}“ eingeben`,
  loading: 'Wird geladen',
  shown: (count) => `${count} angezeigt`,
  showMore: 'Mehr anzeigen',
  // Not “zu”, after which the place would have to be declined.
  backTo: (place) => `Zurück: ${place}`,
  tryAgain: 'Erneut versuchen',
  reportNumber: (number) => `Sollte es wieder vorkommen, melden Sie es bitte mit der Nummer ${number}.`,
};
