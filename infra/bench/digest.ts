/** What tells one set of profiles from another, without having all of it here. All are whole numbers that a float holds exactly. */
export interface Digest {
  profiles: number;
  one: number;
  other: number;
}

/** The digest of nobody. */
export const nobody: Readonly<Digest> = { profiles: 0, one: 0, other: 0 };

/** Adds a profile. */
export function add(digest: Digest, profile: number): void {
  digest.profiles += 1;
  digest.one += (profile * 7_919) % 1_000_003;
  digest.other += (profile % 65_521) * (profile % 32_749);
}

/** Columns of a digest over `profile`, in SQL that ClickHouse, DuckDB and PostgreSQL understand. */
export const digestColumns = `count(*) AS profiles,
  sum((CAST(profile AS BIGINT) * 7919) % 1000003) AS one,
  sum((CAST(profile AS BIGINT) % 65521) * (profile % 32749)) AS other`;

/** A row of `digestColumns`: engines give such numbers as text, and null where there were no rows. */
export type DigestRow = Record<keyof Digest, string | number | null>;

export function digestOf(row: DigestRow | undefined): Digest {
  return { profiles: Number(row?.profiles ?? 0), one: Number(row?.one ?? 0), other: Number(row?.other ?? 0) };
}

export function isSame(one: Digest, other: Digest): boolean {
  return one.profiles === other.profiles && one.one === other.one && one.other === other.other;
}
