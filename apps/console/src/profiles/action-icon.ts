const icons: [RegExp, string][] = [
  [/charge|purchase|order|transaction/i, 'i-lucide-credit-card'],
  [/cart|basket/i, 'i-lucide-shopping-cart'],
  [/product|item/i, 'i-lucide-package'],
  [/page|visit|screen/i, 'i-lucide-globe'],
  [/mail|message|campaign/i, 'i-lucide-mail'],
];

/** A picture for an action, from what its name speaks of. */
export function iconOfAction(action: string): string {
  return icons.find(([pattern]) => pattern.test(action))?.[1] ?? 'i-lucide-circle-dot';
}
