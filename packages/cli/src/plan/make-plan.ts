import { isDeepStrictEqual } from 'node:util';
import {
  dependantsOf,
  sentence,
  type Definition,
  type DefinitionId,
  type DefinitionKind,
  type Definitions,
  type Language,
} from '@cutline/segment-definition';
import { Failure } from '../failure.ts';
import { checkFiles } from '../files/check-files.ts';
import type { DefinitionFile } from '../files/definition-file.ts';
import { faultLine } from '../files/fault.ts';
import { matchFiles } from '../files/match-files.ts';
import { keysOf, portable } from '../files/portable.ts';
import { documentsOf, type Published } from '../workspace/published.ts';
import { differencesOf, type Difference } from './differences.ts';
import { orderSteps, type Step } from './order-steps.ts';

/** A definition as others mention it. */
export interface Mention {
  kind: DefinitionKind;
  key: string;
  name: string;
}

/** One thing to be done. */
export interface Change extends Mention {
  action: 'add' | 'change' | 'remove';
  /** The workspace's; of one to be added a stand-in, by which others in the plan refer to it. */
  id: DefinitionId;
  /** The published version that is changed or removed. */
  basedOn?: number;
  file?: string;
  /** What is to be published, with ids for references. */
  document?: Definition;
  /** What it says, as published and as in the file. */
  sentence: { before?: string; after?: string };
  /** Of one that changes; with keys for references. */
  differences: Difference[];
  /** What refers to it, directly or through others, and so may change its values or members too; nearest first. */
  dependants: Mention[];
}

export interface Plan {
  /** In the order in which they can be made. */
  changes: Change[];
  unchanged: number;
  /** Published, without a file, and left alone. */
  unmanaged: Mention[];
}

export interface PlanOptions {
  /** Whether what has no file is removed. */
  prune: boolean;
  currency: string;
  /** Of sentences, and of what is wrong with definitions; English unless given. */
  language?: Language | undefined;
}

/** What it takes to make a workspace as the files say. Throws Failure where files have faults or no order would do. */
export function makePlan(
  files: readonly DefinitionFile[],
  published: ReadonlyMap<DefinitionId, Published>,
  { prune, currency, language }: PlanOptions,
): Plan {
  const before = documentsOf(published);
  const checked = checkFiles(files, { ids: matchFiles(files, before), currency, language });
  if (checked.faults.length > 0) throw new Failure(checked.faults.map(faultLine).join('\n'));
  const spare = [...before.keys()].filter((id) => !checked.documents.has(id));
  const after = new Map([...before, ...checked.documents]);
  const steps: Step[] = [...checked.documents]
    .filter(([id, document]) => !isDeepStrictEqual(before.get(id), document))
    .map(([id, document]) => ({ id, document }));
  if (prune) {
    for (const id of spare) after.delete(id);
    steps.push(...spare.map((id) => ({ id, document: undefined })));
  }
  const given = new Map([...checked.files].map(([id, { key }]) => [id, key]));
  const keys = keysOf(new Map([...before, ...after]), given);
  const mention = (id: DefinitionId, { kind, name }: Definition): Mention => ({ kind, key: keys.get(id)!, name });
  return {
    changes: orderSteps(steps, before, { currency, language }).map(({ id, document }): Change => {
      const old = before.get(id);
      const basedOn = published.get(id)?.version;
      const file = checked.files.get(id)?.source.file;
      return {
        action: !document ? 'remove' : old ? 'change' : 'add',
        ...mention(id, (document ?? old)!),
        id,
        ...(basedOn !== undefined && { basedOn }),
        ...(document && { file, document }),
        sentence: { ...said('before', old, before, language), ...said('after', document, after, language) },
        differences: old && document ? differencesOf(portable(old, keys), portable(document, keys)) : [],
        dependants: old && document ? dependantsOf(id, after).map((each) => mention(each, after.get(each)!)) : [],
      };
    }),
    unchanged: checked.documents.size - steps.filter(({ document }) => document).length,
    unmanaged: prune ? [] : spare.map((id) => mention(id, before.get(id)!)),
  };
}

function said(
  side: 'before' | 'after',
  document: Definition | undefined,
  among: Definitions,
  language?: Language,
): object {
  return document ? { [side]: sentence(document, among, language) } : {};
}
