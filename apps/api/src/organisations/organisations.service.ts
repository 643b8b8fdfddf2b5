import { Inject, Injectable } from '@nestjs/common';
import type { Database, Transaction } from '@cutline/postgres';
import { createPerson, findPerson } from '../auth/people.queries.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import {
  deleteMember,
  insertMember,
  insertOrganisation,
  listMembers,
  lockAdmins,
  lockAndCountPeople,
} from './organisations.queries.ts';
import type { FirstUser, Member, NewMember } from './organisations.schemas.ts';

/** People and their roles. */
@Injectable()
export class OrganisationsService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  members(organisationId: string): Promise<Member[]> {
    return listMembers(this.database, organisationId);
  }

  /** A person who has an account keeps its name and password. Throws 409 for one who is in already, 422 where a password is missing. */
  add(organisationId: string, member: NewMember): Promise<Member> {
    return this.database.transaction(async (transaction) => {
      const person = await this.#personFor(transaction, member);
      if (await insertMember(transaction, organisationId, person.id, member.role))
        return { ...person, role: member.role };
      throw new Problem(409, 'already-member', 'This person is in the organisation already.');
    });
  }

  /** Throws 404, and 409 for the last administrator: nobody could let others in again. */
  remove(organisationId: string, userId: string): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const admins = await lockAdmins(transaction, organisationId);
      if (admins.length === 1 && admins[0] === userId)
        throw new Problem(409, 'last-admin', 'An organisation keeps at least one administrator.');
      if (!(await deleteMember(transaction, organisationId, userId))) throw notFound('member');
    });
  }

  /** Throws 409 as soon as there is anybody. */
  createFirst({ email, name, password, organisation }: FirstUser): Promise<Member> {
    return this.database.transaction(async (transaction) => {
      if ((await lockAndCountPeople(transaction)) > 0) {
        throw new Problem(409, 'already-set-up', 'There is somebody already: ask an administrator to add you.');
      }
      const id = await createPerson(transaction, { email, name, password });
      await insertMember(transaction, await insertOrganisation(transaction, organisation), id, 'admin');
      return { id, name, email, role: 'admin' as const };
    });
  }

  async #personFor(
    transaction: Transaction,
    { email, name, password }: NewMember,
  ): Promise<{ id: string; name: string; email: string }> {
    const known = await findPerson(transaction, email);
    if (known) return { id: known.id, name: known.name, email: known.email };
    if (password === undefined) {
      throw new Problem(422, 'password-needed', 'A person who has no account yet needs a password.', {
        errors: [{ path: '/password', message: 'Give a first password of at least 12 characters.', code: 'required' }],
      });
    }
    return { id: await createPerson(transaction, { email, name, password }), name, email };
  }
}
