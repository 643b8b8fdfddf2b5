import type { ProfileDetail } from '../api/contract.ts';
import { t } from '../language/messages.ts';

export type IdentifierKind = ProfileDetail['identifiers'][number]['kind'];

/** The strongest first, as identity takes them. */
const order: readonly IdentifierKind[] = ['customId', 'email', 'phone', 'anonymousId'];

const icons: Record<IdentifierKind, string> = {
  customId: 'i-lucide-id-card',
  email: 'i-lucide-mail',
  phone: 'i-lucide-phone',
  anonymousId: 'i-lucide-fingerprint',
};

export function iconOfIdentifier(kind: IdentifierKind): string {
  return icons[kind];
}

/** Customer id, E-mail, … */
export function identifierKindText(kind: IdentifierKind): string {
  const names: Record<IdentifierKind, string> = {
    customId: t.profiles.customerId,
    email: t.profiles.email,
    phone: t.profiles.phone,
    anonymousId: t.profiles.anonymousId,
  };
  return names[kind];
}

/** Identifiers, the strongest first; otherwise as they came. */
export function strongestFirst<T extends { kind: IdentifierKind }>(identifiers: readonly T[]): T[] {
  return [...identifiers].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
