import type { Identifiers, IncomingProfile } from '../ingestion/incoming.ts';
import { categoryName } from './catalogue.ts';
import { countries, familyNames, givenNames } from './names.ts';
import { Random } from './random.ts';
import { shopDays, startOfDay, type Shop } from './shop.ts';

/** A made-up person, and what their events name them by. */
export interface Person {
  profile: IncomingProfile;
  identifiers: Identifiers;
}

/** Who somebody is. They said so on the day on which they joined. */
export function person(shop: Shop, random: Random, index: number, joined: number): Person {
  const firstName = random.pick(givenNames);
  const lastName = random.pick(familyNames);
  const country = countries[random.weighted(countries.map((each) => each.weight))]!;
  const email = `${firstName}.${lastName}.${index + 1}@example.${random.pick(['com', 'org', 'net'])}`.toLowerCase();
  // A tenth never registered: the shop has their address from the order and nothing else.
  const registered = random.chance(0.9);
  const phone = registered && random.chance(0.4) ? `+${country.calling}555${String(1_000_000 + index)}` : undefined;
  const customId = registered ? `C${100_000 + index}` : undefined;
  const birthday = new Date(Date.UTC(random.between(1946, 2006), random.below(12), random.between(1, 28)));
  const agreed = random.chance(0.62);
  const registeredAt = startOfDay(shop, joined);
  const details = { birthday: { date: birthday.toISOString().slice(0, 10) }, registeredAt: { instant: registeredAt } };
  return {
    profile: {
      identifiers: { customId, email, phone },
      time: new Date(registeredAt).toISOString(),
      messageId: `demo:person:${index}`,
      attributes: {
        firstName,
        lastName,
        country: country.code,
        city: random.pick(country.cities),
        ...(registered ? details : {}),
      },
      consents: {
        email: agreed,
        sms: phone !== undefined && agreed && random.chance(0.5),
        push: agreed && random.chance(0.3),
      },
    },
    identifiers: customId ? { customId } : { email },
  };
}

/** Adds what the shop knows of those who registered: what they like, their place in the loyalty programme. */
export function withTastes(
  shop: Shop,
  { profile, identifiers }: Person,
  { index, ordersPerYear, favourites }: { index: number; ordersPerYear: number; favourites: readonly number[] },
): Person {
  if (identifiers.customId === undefined) return { profile, identifiers };
  const random = new Random(shop.seed, 3, index);
  const loyaltyTier = ordersPerYear >= 10 ? 'gold' : ordersPerYear >= 4 ? 'silver' : 'bronze';
  const interests = [...new Set(favourites.map(categoryName))].slice(0, random.between(0, 3));
  const hasApp = random.chance(0.35);
  const household = random.between(1, 6);
  // Memberships end within a year from the shop's last day.
  const renewal = startOfDay(shop, shopDays) + random.below(365 * 24) * 3_600_000;
  return {
    profile: {
      ...profile,
      attributes: {
        ...profile.attributes,
        loyaltyTier,
        interests,
        hasApp,
        ...(random.chance(0.6) ? { household } : {}),
        ...(loyaltyTier === 'bronze' ? {} : { membershipRenewsAt: { instant: renewal } }),
      },
    },
    identifiers,
  };
}
