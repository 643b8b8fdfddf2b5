import { currentProfile, numbersOf, type Database } from '@cutline/postgres';
import { notFound } from '../problem-details/problem.ts';
import { listIdentifiers } from './identifiers.queries.ts';

/** The profile that a number counts for now, and all numbers that do. Throws 404 where nothing that was seen names it. */
export async function findProfile(
  database: Database,
  workspace: number,
  number: number,
): Promise<{ profile: number; numbers: number[] }> {
  const profile = await currentProfile(database, workspace, number);
  const [identifiers, numbers] = await Promise.all([
    listIdentifiers(database, workspace, profile),
    numbersOf(database, workspace, profile),
  ]);
  if (identifiers.length === 0) throw notFound('profile');
  return { profile, numbers };
}
