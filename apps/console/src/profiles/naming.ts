import type { ProfileDetail } from '../api/contract.ts';
import { formatDate, formatDay } from '../figures/time.ts';
import { t } from '../language/messages.ts';

/** Anything that says which profile it is about. */
export interface NamedProfile {
  profile: number;
  customId: string | null;
  email: string | null;
  attributes?: Record<string, unknown>;
}

/** What to call a profile: by name where its attributes have one, else by e-mail, customer id or number. */
export function nameOfProfile({ profile, customId, email, attributes = {} }: NamedProfile): string {
  const text = (key: string): string => (typeof attributes[key] === 'string' ? attributes[key].trim() : '');
  const name =
    text('name') ||
    [text('firstName') || text('first_name'), text('lastName') || text('last_name')].filter(Boolean).join(' ');
  return name || email || customId || t.profiles.numbered(profile);
}

/** The same for a profile in detail. */
export function nameOfDetail({ profile, identifiers, attributes }: ProfileDetail): string {
  const identifier = (kind: string): string | null => identifiers.find((each) => each.kind === kind)?.value ?? null;
  return nameOfProfile({ profile, customId: identifier('customId'), email: identifier('email'), attributes });
}

/** Two letters at most: of the first word and the last; none where the name begins with no letter. */
export function initialsOf(name: string): string {
  const words = name
    .split('@')[0]!
    .split(/[\s._-]+/)
    .filter((word) => /^\p{L}/u.test(word));
  if (!/^\p{L}/u.test(name)) return '';
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** What distinguishes it from others of the same name; empty when the name already says it. */
export function detailOfProfile(profile: NamedProfile): string {
  const name = nameOfProfile(profile);
  return [profile.email, profile.customId].find((each) => each && each !== name) ?? '';
}

/** An attribute's value as text; dates are written as the reader does, and instants become days of the zone. */
export function attributeText(value: unknown, timeZone = 'UTC'): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatDay(value, timeZone);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)))
    return formatDate(value);
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? t.figures.yes : t.figures.no;
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
