/** Given names, family names and places from which people are made up. */
export const givenNames = [
  'Anna', 'Bela', 'Carla', 'David', 'Elena', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Katja', 'Liam', 'Maria', 'Nils', 'Olivia',
  'Pavel', 'Rosa', 'Simon', 'Tilda', 'Ugo', 'Vera', 'Wim', 'Yara', 'Zoe', 'Amir', 'Birte', 'Clara', 'Dario', 'Emma', 'Finn',
  'Hanna', 'Ivo', 'Julia', 'Lars', 'Mila', 'Noah', 'Petra', 'Robin', 'Sofia', 'Tomas',
];

export const familyNames = [
  'Andersen', 'Bauer', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Hansen', 'Ivanova', 'Jansen', 'Keller', 'Laine', 'Moreau',
  'Novak', 'Olsen', 'Pereira', 'Richter', 'Silva', 'Toivonen', 'Urban', 'Virtanen', 'Weber', 'Zimmer', 'Arendt', 'Bianchi', 'Conti',
  'Dahl', 'Engel', 'Ferrari', 'Gruber', 'Horvat', 'Jung', 'Koch', 'Lindholm', 'Martin', 'Nieminen', 'Petit', 'Rossi', 'Schmid', 'Vogel',
];

export interface Country {
  code: string;
  weight: number;
  cities: string[];
  /** Calling code. */
  calling: string;
}

export const countries: Country[] = [
  { code: 'DE', weight: 40, calling: '49', cities: ['Berlin', 'Hamburg', 'München', 'Köln', 'Leipzig'] },
  { code: 'AT', weight: 12, calling: '43', cities: ['Wien', 'Graz', 'Linz'] },
  { code: 'FI', weight: 10, calling: '358', cities: ['Helsinki', 'Tampere', 'Turku'] },
  { code: 'FR', weight: 14, calling: '33', cities: ['Paris', 'Lyon', 'Nantes', 'Lille'] },
  { code: 'NL', weight: 12, calling: '31', cities: ['Amsterdam', 'Utrecht', 'Rotterdam'] },
  { code: 'ES', weight: 12, calling: '34', cities: ['Madrid', 'Valencia', 'Bilbao'] },
];
