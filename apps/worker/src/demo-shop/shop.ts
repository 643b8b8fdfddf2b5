/** Which shop: the same settings give the same bytes. */
export interface Shop {
  seed: number;
  /** The day after the shop's last (`2026-01-31`), at whose UTC midnight its two years end. */
  endDate: string;
  /** People; 20,000 unless a test wants fewer. */
  people: number;
}

/** Length of the shop's history. */
export const shopDays = 730;

const day = 86_400_000;

/** The shop that new installations show, ending on a day. */
export function demoShop(endDate: string): Shop {
  return { seed: 4100, endDate, people: 20_000 };
}

/** UTC milliseconds at which a day of the shop (0 is the first) begins. */
export function startOfDay(shop: Shop, dayNumber: number): number {
  return Date.parse(`${shop.endDate}T00:00:00Z`) - (shopDays - dayNumber) * day;
}

/** A calendar month of the shop, or what of it lies in its two years: days `first` to `last`. Each is a batch. */
export interface ShopMonth {
  index: number;
  first: number;
  last: number;
  /** `2025-12`. */
  name: string;
  /** 0 is January. */
  calendarMonth: number;
}

/** The months of the shop, oldest first; 24 to 25 of them. */
export function shopMonths(shop: Shop): ShopMonth[] {
  const months: ShopMonth[] = [];
  for (let dayNumber = 0; dayNumber < shopDays; dayNumber += 1) {
    const date = new Date(startOfDay(shop, dayNumber));
    const name = date.toISOString().slice(0, 7);
    const current = months.at(-1);
    if (current?.name === name) current.last = dayNumber;
    else
      months.push({ index: months.length, first: dayNumber, last: dayNumber, name, calendarMonth: date.getUTCMonth() });
  }
  return months;
}
