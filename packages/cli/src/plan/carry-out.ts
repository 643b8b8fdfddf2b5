import { answer } from '@cutline/api-client';
import type { DefinitionId } from '@cutline/segment-definition';
import { Failure } from '../failure.ts';
import { rewriteReferences } from '../files/references.ts';
import type { Connection } from '../workspace/connect.ts';
import { Refusal } from '../workspace/refusal.ts';
import type { Change, Plan } from './make-plan.ts';

const definitionPath = '/api/v1/workspaces/{workspaceId}/definitions/{definitionId}';

/**
 * Makes the changes of a plan in its order, and says each that is done. What somebody else has changed since the plan was made
 * is not overwritten. Throws Failure that says how far it came; what is done stays, and a new plan goes on from there.
 */
export async function carryOut({ changes }: Plan, connection: Connection, say: (line: string) => void): Promise<void> {
  // By stand-in: the id that was given to what was added.
  const given = new Map<DefinitionId, DefinitionId>();
  for (const [done, change] of changes.entries()) {
    try {
      say(await make(change, given, connection));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const so = done === 0 ? 'Nothing was applied' : `${done} of ${changes.length} changes were applied, and stay`;
      const { kind, name } = change;
      throw new Failure(
        `The ${kind} “${name}” was not ${pastOf[change.action]}: ${reasonOf(error, change)}\n${so}. Run \`cutline plan\` to see what is left, and \`cutline apply\` to go on.`,
      );
    }
  }
}

const pastOf = { add: 'added', change: 'changed', remove: 'removed' } as const;

async function make(
  change: Change,
  given: Map<DefinitionId, DefinitionId>,
  { client, workspace }: Connection,
): Promise<string> {
  const { action, kind, key, name, id, basedOn } = change;
  const path = { workspaceId: workspace.id, definitionId: id };
  const document = change.document && rewriteReferences(change.document, (each) => given.get(each) ?? each);
  switch (action) {
    case 'add': {
      const added = await answer(
        client.POST('/api/v1/workspaces/{workspaceId}/definitions', { params: { path }, body: document! }),
      );
      given.set(id, added.id);
      return `added ${kind} ${key} “${name}”`;
    }
    case 'change': {
      const body = { document: document!, basedOn: basedOn! };
      const { version } = await answer(client.PUT(definitionPath, { params: { path }, body }));
      return `changed ${kind} ${key} “${name}”: version ${version}`;
    }
    case 'remove': {
      // A deletion does not say what it is based on; so what was published since is looked for just before.
      const { version } = await answer(client.GET(definitionPath, { params: { path } }));
      if (version !== basedOn) throw new Refusal(409, 'version-conflict', `Version ${version} is published by now.`);
      await client.DELETE(definitionPath, { params: { path } });
      return `removed ${kind} ${key} “${name}”`;
    }
  }
}

function reasonOf(error: Failure, { basedOn }: Change): string {
  const code = error instanceof Refusal ? error.code : '';
  if (code === 'version-conflict')
    return `conflict: somebody else has published it since the plan was made, which was on version ${basedOn}. ${error.message}`;
  if (code === 'name-taken') return `conflict: somebody else has published one of that name since the plan was made.`;
  if (code === 'not-found') return `conflict: somebody else has deleted it since the plan was made.`;
  return error.message;
}
