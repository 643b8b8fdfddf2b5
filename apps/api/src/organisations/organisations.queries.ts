import { and, asc, eq, sql } from 'drizzle-orm';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import type { Role } from '../access/scopes.ts';

const { organisation, organisationMember, user } = schema;

/** People of an organisation, by name. */
export async function listMembers(database: Database, organisationId: string) {
  return database
    .select({ id: user.id, name: user.name, email: user.email, role: organisationMember.role })
    .from(organisationMember)
    .innerJoin(user, eq(user.id, organisationMember.userId))
    .where(eq(organisationMember.organisationId, organisationId))
    .orderBy(asc(user.name), asc(user.id));
}

/** Organisations of a person, by name, with the role there. */
export async function listOrganisations(database: Database, userId: string) {
  return database
    .select({ id: organisation.id, name: organisation.name, role: organisationMember.role })
    .from(organisationMember)
    .innerJoin(organisation, eq(organisation.id, organisationMember.organisationId))
    .where(eq(organisationMember.userId, userId))
    .orderBy(asc(organisation.name), asc(organisation.id));
}

export async function findOrganisation(database: Database, id: string) {
  const [found] = await database.select().from(organisation).where(eq(organisation.id, id));
  return found;
}

export async function insertOrganisation(transaction: Transaction, name: string): Promise<string> {
  const [row] = await transaction.insert(organisation).values({ name }).returning({ id: organisation.id });
  return row!.id;
}

/** Gives a person a role; false where there is one already. */
export async function insertMember(
  transaction: Transaction,
  organisationId: string,
  userId: string,
  role: Role,
): Promise<boolean> {
  const rows = await transaction
    .insert(organisationMember)
    .values({ organisationId, userId, role })
    .onConflictDoNothing()
    .returning({ userId: organisationMember.userId });
  return rows.length > 0;
}

/** Waits until nobody else changes the members, then returns the ids of the administrators. */
export async function lockAdmins(transaction: Transaction, organisationId: string): Promise<string[]> {
  const rows = await transaction
    .select({ id: organisationMember.userId })
    .from(organisationMember)
    .where(and(eq(organisationMember.organisationId, organisationId), eq(organisationMember.role, 'admin')))
    .for('update');
  return rows.map(({ id }) => id);
}

export async function deleteMember(transaction: Transaction, organisationId: string, userId: string): Promise<boolean> {
  const rows = await transaction
    .delete(organisationMember)
    .where(and(eq(organisationMember.organisationId, organisationId), eq(organisationMember.userId, userId)))
    .returning({ userId: organisationMember.userId });
  return rows.length > 0;
}

/** Whether there is anybody at all; whoever asks in a transaction keeps others from asking until it ends. */
export async function lockAndCountPeople(transaction: Transaction): Promise<number> {
  await transaction.execute(sql`LOCK TABLE "user" IN SHARE ROW EXCLUSIVE MODE`);
  return transaction.$count(user);
}
