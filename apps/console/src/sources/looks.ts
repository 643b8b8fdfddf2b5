import type { MessageOutcome, Source, SourceKind } from '../api/contract.ts';

type Colour = 'success' | 'info' | 'neutral' | 'warning' | 'error' | 'primary';

const kinds: Record<SourceKind, string> = {
  website: 'i-lucide-globe',
  server: 'i-lucide-server',
  app: 'i-lucide-smartphone',
};

export function iconOfSource(kind: SourceKind): string {
  return kinds[kind];
}

/** How a source is: whether anything comes from it. */
export type Standing = 'off' | 'new' | 'receiving' | 'quiet';

/** A source from which nothing came for a day is quiet. */
export function standingOf(source: Pick<Source, 'enabled' | 'lastMessageAt'>, now: number = Date.now()): Standing {
  if (!source.enabled) return 'off';
  if (source.lastMessageAt === null) return 'new';
  return now - Date.parse(source.lastMessageAt) < 86_400_000 ? 'receiving' : 'quiet';
}

export const looksOfStanding: Record<Standing, { color: Colour; icon: string }> = {
  off: { color: 'neutral', icon: 'i-lucide-power-off' },
  new: { color: 'info', icon: 'i-lucide-hourglass' },
  receiving: { color: 'success', icon: 'i-lucide-activity' },
  quiet: { color: 'warning', icon: 'i-lucide-moon' },
};

export const looksOfOutcome: Record<MessageOutcome, { color: Colour; icon: string }> = {
  waiting: { color: 'info', icon: 'i-lucide-clock' },
  landed: { color: 'success', icon: 'i-lucide-check' },
  duplicate: { color: 'neutral', icon: 'i-lucide-copy' },
  ignored: { color: 'neutral', icon: 'i-lucide-eye-off' },
  refused: { color: 'error', icon: 'i-lucide-x' },
};

export const outcomes = Object.keys(looksOfOutcome) as MessageOutcome[];
