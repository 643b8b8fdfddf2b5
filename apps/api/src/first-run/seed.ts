import { randomBytes } from 'node:crypto';
import type { Transaction } from '@cutline/postgres';
import { schema } from '@cutline/postgres';
import type { Definition } from '@cutline/segment-definition';
import { newApiKeySecret } from '../access/api-key-secret.ts';
import { scope } from '../access/scopes.ts';
import { createPerson } from '../auth/people.queries.ts';
import { insertDefinition } from '../definitions/publishing.queries.ts';
import { insertMember, insertOrganisation } from '../organisations/organisations.queries.ts';
import { insertWorkspace } from '../workspaces/workspaces.queries.ts';
import { story } from './story.ts';

export interface Seeded {
  email: string;
  password: string;
  apiKey: string;
  workspaceId: string;
}

/** Fills an empty installation: a first person, an organisation, the demo shop with its definitions, a key for it. */
export async function seed(transaction: Transaction): Promise<Seeded> {
  const email = 'admin@cutline.local';
  const password = randomBytes(15).toString('base64url');
  const person = await createPerson(transaction, { name: 'Marketer', email, password });
  const organisationId = await insertOrganisation(transaction, 'My organisation');
  await insertMember(transaction, organisationId, person, 'admin');
  const workspace = await insertWorkspace(transaction, {
    organisationId,
    name: 'Demo shop',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    demo: true,
  });
  await tellStory((document) => insertDefinition(transaction, workspace.id, document, person));
  const { secret, prefix, hash } = newApiKeySecret();
  const key = {
    workspaceId: workspace.id,
    name: 'First key',
    prefix,
    hash,
    scopes: [...scope.options],
    createdBy: person,
  };
  await transaction.insert(schema.apiKey).values(key);
  return { email, password, apiKey: secret, workspaceId: workspace.id };
}

async function tellStory(publish: (document: Definition) => Promise<string>): Promise<void> {
  const before = await publish(story.yearBeforeLast());
  const heavyLine = await publish(story.heavyLine(before));
  const heavy = await publish(story.heavyBuyers(before, heavyLine));
  const last = await publish(story.lastYear());
  const decliningLine = await publish(story.decliningLine(last));
  await publish(story.decliningHeavyBuyers(last, decliningLine, heavy));
}
