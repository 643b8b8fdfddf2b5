import { walkConditions } from './condition.ts';
import type { Definition, DefinitionId, DefinitionKind } from './definition.ts';

/** A mention of another definition: which, of what kind, and where it stands (JSON pointer). */
export interface Reference {
  id: DefinitionId;
  kind: DefinitionKind;
  path: string;
}

/** Everything a definition refers to, in document order. */
export function referencesOf(definition: Definition): Reference[] {
  switch (definition.kind) {
    case 'aggregate':
      return [];
    case 'metric': {
      const found: Reference[] = [{ id: definition.aggregate, kind: 'aggregate', path: '/aggregate' }];
      if (definition.population.type === 'segment') {
        found.push({ id: definition.population.segment, kind: 'segment', path: '/population/segment' });
      }
      return found;
    }
    case 'segment': {
      const found: Reference[] = [];
      for (const [path, node] of walkConditions(definition.where)) {
        if (node.type === 'segment') found.push({ id: node.segment, kind: 'segment', path: `${path}/segment` });
        if (node.type !== 'aggregate') continue;
        found.push({ id: node.aggregate, kind: 'aggregate', path: `${path}/aggregate` });
        if (node.operand.type === 'metric') {
          found.push({ id: node.operand.metric, kind: 'metric', path: `${path}/operand/metric` });
        }
      }
      return found;
    }
  }
}
