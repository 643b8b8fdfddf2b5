import { counted } from '../figures/number.ts';
import type { estimates as english } from './messages.en.ts';

export const estimates: typeof english = {
  label: 'Was es kostet',
  cost: (rows: string, bytes: string, seconds: string) =>
    `Jeder volle Lauf liest dafür etwa ${rows} Zeilen (${bytes}) und dauert etwa ${seconds} länger.`,
  costOnceUsed: (rows: string, bytes: string, seconds: string) =>
    `Sobald es verwendet wird, liest jeder volle Lauf dafür etwa ${rows} Zeilen (${bytes}) und dauert etwa ${seconds} länger.`,
  free: 'Jeder volle Lauf berechnet es mit dem, was er ohnehin liest.',
  freeOnceUsed: 'Sobald es verwendet wird, berechnet es jeder volle Lauf mit dem, was er ohnehin liest.',
  shares: (others: number) =>
    `Was gelesen wird, teilt es sich mit ${counted(others, 'anderer Definition', 'anderen Definitionen')}.`,
  failed: 'Was ein Lauf dafür kostet, konnte nicht geschätzt werden.',
  warnings: {
    'statement-seconds': (estimate: string, limit: string) =>
      `Ein Schritt würde etwa ${estimate} dauern. Dieser Arbeitsbereich beendet Schritte nach ${limit}: Es würde nicht berechnet.`,
    'statement-rows': (estimate: string, limit: string) =>
      `Ein Schritt würde etwa ${estimate} Zeilen lesen. Dieser Arbeitsbereich erlaubt ${limit}: Es würde nicht berechnet.`,
  },
};
