import { counted } from '../figures/number.ts';

export const catalogue = {
  events: 'Events',
  eventsOfProfiles: (events: number, profiles: number) =>
    `${counted(events, 'event')} of ${counted(profiles, 'profile')}`,
  anyOf: (actions: string[]) => actions.join(' or '),
  chooseEvents: 'Choose events',
  choose: 'Choose…',
  /** For a control's accessible name: what it is for, and what is chosen. */
  chosen: (label: string, name: string) => `${label}: ${name}`,
  chosenUnseen: (label: string, name: string) => `${label}: ${name} never seen`,
  neverSeen: 'Never seen',
  neverSeenMark: 'never seen',
  useUnseen: (name: string) => `Use “${name}”, never seen so far`,
  examples: (examples: string[]) => `e.g. ${examples.join(', ')}`,
  search: 'Search…',
  searchOrType: 'Search, or type a name…',
  nothingFound: 'Nothing is called that.',
  asType: (type: string) => `as ${type}`,
  readAs: (type: string) => `Read as ${type}`,
  readAsLabel: (type: string) => `Read as: ${type}`,
};
