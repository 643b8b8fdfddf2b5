import { formatCount } from '../figures/number.ts';
import type { Messages } from '../language/messages.ts';

export const refinement: Messages['refinement'] = {
  keepThe: 'Behalten werden die',
  whichEnd: 'Welches Ende',
  ends: { top: 'obersten', bottom: 'untersten' },
  howMany: 'Wie viele',
  howManyPerCent: 'Wie viel Prozent',
  countOrShare: 'Anzahl oder Anteil',
  takes: { count: 'Kunden', share: '% davon' },
  by: 'nach',
  rankedBy: 'Geordnet nach',
  chooseRanking: 'Wählen, wonach geordnet wird',

  countedOver: 'gezählt über',
  countedOverLabel: 'Gezählt über',
  frames: { given: 'den Zeitraum des Werts selbst', own: 'einen eigens gewählten Zeitraum' },
  ownFrame: 'Zeitraum der Rangfolge',

  follows: 'Nur Ereignisse zählen, die den Regeln oben genügen',
  followsUnchosen: 'Die Rangfolge betrachtet dann dieselben Ereignisse wie die Regeln: etwa nur Käufe im Onlineshop.',
  followsNothing: 'Die Regeln oben filtern die Ereignisse nicht, nach denen geordnet wird; es zählen also alle.',
  followsFilter: (filter) => `Es zählen nur Ereignisse, bei denen ${filter}.`,
  followsNot: (filter) => `Es zählen alle Ereignisse, auch die, die nach den Regeln wegfallen (Regeln: ${filter}).`,

  take: 'genommen werden',
  ties: 'Gleichstand',
  exactly: (amount) => `genau ${amount}`,
  andLevel: 'zusätzlich alle gleichauf mit dem letzten',
  whereLevelBy: 'bei Gleichstand dann nach',
  thenBy: 'Dann nach',
  chooseThenBy: 'Wählen, was entscheidet',
  byCustomIdAlone: 'Allein nach customId entscheiden',
  andLevelHelp: 'Es können mehr sein als verlangt: Niemand fällt weg, der so viel hat wie der letzte, der dabei ist.',
  exactlyHelp:
    'Bei Gleichstand an der Linie entscheidet die niedrigste customId, dann die niedrigste Kennung: jedes Mal dieselben.',
  exactlyThenHelp:
    'Bei weiterem Gleichstand an der Linie entscheidet die niedrigste customId, dann die niedrigste Kennung: jedes Mal dieselben.',

  boundary: {
    nobody: 'Niemand hat einen Wert, nach dem geordnet werden könnte.',
    leftOut: (value, left) =>
      left === 1
        ? `Der letzte, der dabei ist, hat ${value}; 1 weiterer Kunde liegt gleichauf und fällt weg.`
        : `Der letzte, der dabei ist, hat ${value}; ${formatCount(left)} weitere Kunden liegen gleichauf und fallen weg.`,
    allIn: (value, level) =>
      `Der letzte, der dabei ist, hat ${value}; ${formatCount(level)} liegen dort gleichauf und sind alle dabei.`,
    alone: (value) => `Der letzte, der dabei ist, hat ${value}, und niemand liegt gleichauf.`,
  },
};
