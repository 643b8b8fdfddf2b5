import {
  aggregatorParameter,
  fixedTypeOf,
  messagesOf,
  nearest,
  walkConditions,
  walkFormula,
  type Aggregator,
  type Attribute,
  type Condition,
  type Definition,
  type EventFilter,
  type EventPattern,
  type EventSelection,
  type Language,
  type Messages,
  type Parameter,
} from '@cutline/segment-definition';
import type { FieldError } from '../problem-details/problem.schema.ts';
import type { Catalogue } from './catalogue.schemas.ts';

/**
 * Names in a document that have never occurred, each with its place and the one that comes nearest. Of a kind of which nothing has
 * come in at all (no event, no attribute, no consent), nothing is said.
 */
export function unseenNames(document: Definition, catalogue: Catalogue, language: Language): FieldError[] {
  const names = new Names(catalogue, messagesOf(language).validation.warnings);
  switch (document.kind) {
    case 'aggregate':
      names.selection(document, '', document.aggregator);
      break;
    case 'expression':
      for (const [path, node] of walkFormula(document.formula))
        if (node.type === 'attribute') names.attribute(node.attribute, `${path}/attribute`);
      break;
    case 'metric':
      if (document.measure.type === 'events')
        names.selection(document.measure, '/measure', document.measure.aggregator);
      break;
    case 'segment':
      for (const [path, node] of walkConditions(document.where)) names.condition(node, path);
  }
  return names.unseen;
}

type Words = Messages['validation']['warnings'];

class Names {
  readonly unseen: FieldError[] = [];
  readonly #messages: Words;
  readonly #actions: Map<string, Set<string>>;
  readonly #attributes: Set<string>;
  readonly #channels: Set<string>;

  constructor({ events, attributes, channels }: Catalogue, messages: Words) {
    this.#messages = messages;
    this.#actions = new Map(
      events.map(({ action, parameters }) => [action, new Set(parameters.map(({ name }) => name))]),
    );
    this.#attributes = new Set(attributes.map(({ name }) => name));
    this.#channels = new Set(channels.map(({ channel }) => channel));
  }

  condition(node: Condition, path: string): void {
    switch (node.type) {
      case 'event':
        return this.selection(node, path);
      case 'sequence':
        node.steps.forEach((step, index) => this.pattern(step, `${path}/steps/${index}`));
        if (node.without) this.pattern(node.without, `${path}/without`);
        return;
      case 'attribute':
        return this.attribute(node.attribute, `${path}/attribute`);
      case 'consent':
        if (this.#channels.size === 0) return;
        return this.#check(this.#channels, node.channel, `${path}/channel`, 'channel');
    }
  }

  selection(selection: EventSelection, path: string, aggregator?: Aggregator | { type: 'distinctProfiles' }): void {
    this.pattern(selection, path);
    if (selection.distinctBy) this.#parameter(selection.distinctBy, selection.actions, `${path}/distinctBy`);
    const read = aggregator && aggregatorParameter(aggregator);
    if (read) this.#parameter(read, selection.actions, `${path}/aggregator/parameter`);
  }

  pattern({ actions, filter }: EventPattern, path: string): void {
    const seen = new Set(this.#actions.keys());
    if (seen.size === 0) return;
    actions.forEach((action, index) => this.#check(seen, action, `${path}/actions/${index}`, 'action'));
    if (filter) this.#filter(filter, actions, `${path}/filter`);
  }

  attribute({ name }: Attribute, path: string): void {
    if (this.#attributes.size > 0) this.#check(this.#attributes, name, `${path}/name`, 'attribute');
  }

  #filter(filter: EventFilter, actions: string[], path: string): void {
    switch (filter.type) {
      case 'all':
      case 'any':
        return filter.of.forEach((part, index) => this.#filter(part, actions, `${path}/of/${index}`));
      case 'not':
        return this.#filter(filter.of, actions, `${path}/of`);
      case 'parameter':
        return this.#parameter(filter.parameter, actions, `${path}/parameter`);
    }
  }

  /** Against what the events of these actions carry; names that every event has are never unknown. */
  #parameter({ name }: Parameter, actions: string[], path: string): void {
    if (fixedTypeOf(name) !== null) return;
    const known = actions.flatMap((action) => this.#actions.get(action) ?? []);
    if (known.length === 0) return;
    const names = new Set(known.flatMap((each) => [...each]));
    this.#check(names, name, `${path}/name`, 'parameter');
  }

  #check(
    seen: ReadonlySet<string>,
    name: string,
    path: string,
    what: 'action' | 'parameter' | 'attribute' | 'channel',
  ): void {
    if (seen.has(name)) return;
    const near = nearest(name, seen);
    const hint = near === undefined ? '' : ` ${this.#messages.near(near)}`;
    this.unseen.push({
      path,
      code: 'never-seen',
      message: `${this.#messages[what](name)}${hint}`,
      ...(near === undefined ? {} : { nearest: near }),
    });
  }
}
