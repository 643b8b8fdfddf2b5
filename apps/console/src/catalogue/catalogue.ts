import { useQuery } from '@pinia/colada';
import { ownParameters, productFields, type ValueType } from '@cutline/segment-definition';
import { computed, type ComputedRef } from 'vue';
import { getCatalogue } from '../api/catalogue.ts';
import type { Catalogue as CatalogueAnswer } from '../api/contract.ts';
import { useWorkspace } from '../workspaces/current.ts';

/** A name under which values really came: of an event's parameter, or of an attribute. */
export interface CatalogueName {
  name: string;
  type: ValueType;
  /** All types that its values came in; empty where it has not been looked into. */
  types: ValueType[];
  /** How many of all have it, 0 to 1; null where nobody counted. */
  share: number | null;
  /** Some of its values, as text. */
  examples: string[];
}

export interface CatalogueEvent {
  action: string;
  events: number;
  profiles: number;
  parameters: CatalogueName[];
}

export interface CatalogueChannel {
  channel: string;
  /** Who was asked, and who of them agrees now. */
  profiles: number;
  agreed: number;
}

export interface Catalogue {
  events: CatalogueEvent[];
  attributes: CatalogueName[];
  channels: CatalogueChannel[];
}

const nothing: Catalogue = { events: [], attributes: [], channels: [] };

/** What has really arrived in the workspace: events with their parameters, attributes, and channels of consent. */
export function useCatalogue(): { catalogue: ComputedRef<Catalogue>; pending: ComputedRef<boolean> } {
  const workspace = useWorkspace();
  const { data, isPending } = useQuery({
    key: () => ['workspace', workspace.value.id, 'catalogue'],
    query: () => getCatalogue(workspace.value.id),
    enabled: () => workspace.value.id !== '',
  });
  return {
    catalogue: computed(() => (data.value ? asCatalogue(data.value) : nothing)),
    pending: computed(() => isPending.value),
  };
}

type Named = CatalogueAnswer['events'][number]['parameters'][number] | CatalogueAnswer['attributes'][number];

function asCatalogue({ events, attributes, channels }: CatalogueAnswer): Catalogue {
  const named = ({ name, type, types, share, examples }: Named): CatalogueName => ({
    name,
    type,
    types: types.map((each) => each.type),
    share,
    examples,
  });
  return {
    events: events.map(({ action, events: count, profiles, parameters }) => ({
      action,
      events: count,
      profiles,
      parameters: parameters.map(named),
    })),
    attributes: attributes.map(named),
    channels: channels.map(({ channel, profiles, agreed }) => ({ channel, profiles, agreed })),
  };
}

/**
 * What the events of some actions (of all, when none are named) carry, the most frequent first: names that senders
 * chose, and those that every event has.
 */
export function parametersOf({ events }: Catalogue, actions: string[]): CatalogueName[] {
  const found = new Map<string, CatalogueName>();
  for (const event of events) {
    if (actions.length > 0 && !actions.includes(event.action)) continue;
    for (const each of event.parameters) {
      const known = found.get(each.name);
      if (!known) found.set(each.name, each);
      else
        found.set(each.name, {
          ...known,
          types: [...new Set([...known.types, ...each.types])],
          share: Math.max(known.share ?? 0, each.share ?? 0),
          examples: [...new Set([...known.examples, ...each.examples])].slice(0, 10),
        });
    }
  }
  const own = Object.entries(ownParameters)
    .filter(([name]) => !found.has(name))
    .map(([name, type]): CatalogueName => ({ name, type, types: [], share: null, examples: [] }));
  return [...[...found.values()].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)), ...own];
}

/** The fields of product lines, with the examples that came. */
export function lineFieldsOf(catalogue: Catalogue, actions: string[]): CatalogueName[] {
  const parameters = parametersOf(catalogue, actions);
  return Object.entries(productFields).map(([field, type]): CatalogueName => {
    const seen = parameters.find(({ name }) => name === `products[].${field}`);
    return { name: field, type, types: [], share: seen?.share ?? null, examples: seen?.examples ?? [] };
  });
}
