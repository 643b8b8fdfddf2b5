import { counted } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

export const catalogue: Messages['catalogue'] = {
  events: 'Ereignisse',
  eventsOfProfiles: (events, profiles) =>
    `${counted(events, 'Ereignis', 'Ereignisse')} von ${counted(profiles, 'Profil', 'Profilen')}`,
  anyOf: (actions) => actions.join(' oder '),
  chooseEvents: 'Ereignisse auswählen',
  choose: 'Auswählen …',
  chosen: (label, name) => `${label}: ${name}`,
  chosenUnseen: (label, name) => `${label}: ${name} (noch nie gesehen)`,
  neverSeen: 'Noch nie gesehen',
  neverSeenMark: 'nie gesehen',
  useUnseen: (name) => `„${name}“ verwenden (noch nie gesehen)`,
  examples: (examples) => `z. B. ${examples.join(', ')}`,
  search: 'Suchen …',
  searchOrType: 'Suchen oder einen Namen eingeben …',
  nothingFound: 'Nichts heißt so.',
  asType: (type) => `als ${type}`,
  readAs: (type) => `Gelesen als ${type}`,
  readAsLabel: (type) => `Gelesen als: ${type}`,
};
