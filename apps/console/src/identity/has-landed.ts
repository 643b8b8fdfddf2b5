import { getProfile } from '../api/profiles.ts';

/** Whether two numbers count for one profile by now. */
export async function isOneProfile(workspaceId: string, one: number, other: number): Promise<boolean> {
  const { numbers } = await getProfile(workspaceId, one);
  return numbers.includes(one) && numbers.includes(other);
}
