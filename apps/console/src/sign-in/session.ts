import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Me, Workspace } from '../api/contract.ts';
import * as signInApi from '../api/sign-in.ts';
import { getMe } from '../api/workspaces.ts';

/** Who is signed in, and where they may go. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null);

  async function load(): Promise<Me> {
    me.value = await getMe();
    return me.value;
  }

  async function signIn(email: string, password: string): Promise<void> {
    await signInApi.signIn(email, password);
    await load();
  }

  async function signOut(): Promise<void> {
    await signInApi.signOut();
    me.value = null;
  }

  function forget(): void {
    me.value = null;
  }

  /** Puts in a workspace as the API now says it is. */
  function keepWorkspace(workspace: Workspace): void {
    if (!me.value) return;
    const others = me.value.workspaces.filter(({ id }) => id !== workspace.id);
    me.value = { ...me.value, workspaces: [...others, workspace].sort((a, b) => a.name.localeCompare(b.name)) };
  }

  function dropWorkspace(id: string): void {
    if (me.value)
      me.value = { ...me.value, workspaces: me.value.workspaces.filter((workspace) => workspace.id !== id) };
  }

  return { me, load, signIn, signOut, forget, keepWorkspace, dropWorkspace };
});
