import type { Database } from '@cutline/postgres';
import { listIdentifiers } from './identifiers.queries.ts';
import { listLinks } from './links.queries.ts';
import type { ProfileDetail, ProfileLink } from './profiles.schemas.ts';

/** What sources are called, by id. */
export type SourceNames = ReadonlyMap<string, string>;

/** What names a profile, since when and from where, and what was said of these names being of one person. */
export async function identityOf(
  database: Database,
  workspace: number,
  profile: number,
  names: SourceNames,
): Promise<Pick<ProfileDetail, 'identifiers' | 'links'>> {
  const identifiers = await listIdentifiers(database, workspace, profile);
  const links = await listLinks(
    database,
    workspace,
    identifiers.map(({ id }) => id),
  );
  return {
    identifiers: identifiers.map(({ id, kind, value, since, origin }) => {
      const link = links.find(({ from, to, source }) => source !== 'unknown' && [from.id, to.id].includes(id));
      const source = link?.source ?? sourceOfOrigin(origin);
      return { kind, value, since: since?.toISOString() ?? null, source, sourceName: names.get(source ?? '') ?? null };
    }),
    links: links.map((link) => linkOf(link, profile, names)),
  };
}

type LinkRow = Awaited<ReturnType<typeof listLinks>>[number];

function linkOf({ from, to, ...link }: LinkRow, profile: number, names: SourceNames): ProfileLink {
  const other = [from, to].find((each) => each.profile !== profile);
  return {
    kind: link.kind,
    from: { kind: from.kind, value: from.value },
    to: { kind: to.kind, value: to.value },
    time: link.time.getTime() === 0 ? null : link.time.toISOString(),
    source: link.source,
    sourceName: names.get(link.source) ?? null,
    by: link.by,
    state: stateOf(link),
    otherProfile: other?.profile ?? null,
  };
}

function stateOf({
  undoneAt,
  followed,
  dismissedAt,
}: Pick<LinkRow, 'undoneAt' | 'followed' | 'dismissedAt'>): ProfileLink['state'] {
  if (undoneAt) return 'undone';
  if (followed) return 'holds';
  return dismissedAt ? 'leftApart' : 'conflict';
}

/** What a batch's origin says of where it comes from, e.g. `import:<id>:<chunk>`; nothing of what came through the inbox. */
function sourceOfOrigin(origin: string | null): string | null {
  const word = origin?.split(':', 1)[0];
  return word === 'import' || word === 'demo' ? word : null;
}
