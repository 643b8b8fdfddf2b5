import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import { hashPassword } from 'better-auth/crypto';

const { account, user } = schema;

/** The person with this e-mail, if any. */
export async function findPerson(database: Database | Transaction, email: string) {
  const [found] = await database.select().from(user).where(eq(user.email, email));
  return found;
}

/** Creates a person who signs in with `email` (lower case) and `password`. Throws Postgres' unique violation when there is one already. */
export async function createPerson(
  transaction: Transaction,
  person: { name: string; email: string; password: string },
): Promise<string> {
  const id = randomUUID();
  await transaction.insert(user).values({ id, name: person.name, email: person.email, emailVerified: true });
  await transaction.insert(account).values({
    id: randomUUID(),
    accountId: id,
    providerId: 'credential',
    userId: id,
    password: await hashPassword(person.password),
  });
  return id;
}
