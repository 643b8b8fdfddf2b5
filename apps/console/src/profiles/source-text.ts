import { t } from '../language/messages.ts';

/** What a source is called: its own name, a word of ours, or that it is gone. */
export function sourceText({ source, sourceName }: { source: string | null; sourceName: string | null }): string {
  if (sourceName) return sourceName;
  const words: Record<string, string> = t.profiles.sources;
  return words[source || 'unknown'] ?? (isId(source) ? t.profiles.sources.deleted : (source ?? ''));
}

function isId(source: string | null): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(source ?? '');
}
