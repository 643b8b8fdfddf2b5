import {
  definitionType,
  formulaToText,
  isNumeric,
  parseFormula,
  type Attribute,
  type Formula,
  type FormulaError,
  type FormulaInput,
  type ValueType,
} from '@cutline/segment-definition';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import type { DefinitionKind, DefinitionSummary } from '../api/contract.ts';
import { useCatalogue } from '../catalogue/catalogue.ts';
import { figureOf } from '../definitions/figure.ts';
import { iconOf } from '../definitions/kinds.ts';
import { useDefinitions } from '../definitions/queries.ts';
import { useDefinitionSentence } from '../definitions/sentence.ts';
import { iconOfType } from '../figures/value.ts';
import { language } from '../language/language.ts';
import { t } from '../language/messages.ts';
import type { Insertable } from './completion.ts';
import { dateFunctions, numberFunctions } from './functions.ts';

/** Whether it is a formula of each customer's values (an expression) or of metrics. */
export type FormulaUse = 'customer' | 'metrics';

export interface FormulaLanguage {
  /** What a text means; null, with what is wrong, where it means nothing (and nothing is wrong: there is no text yet). */
  read: (text: string) => { formula: Formula | null; error: FormulaError | null };
  write: (formula: Formula) => string;
  /** Everything that can be written: definitions, attributes, functions. */
  insertables: Insertable[];
  functions: Insertable[];
  /** Whether values of a type can stand in it. */
  takes: (type: ValueType) => boolean;
  accepts: (definition: DefinitionSummary) => boolean;
  definition: (id: string) => Insertable | null;
  attribute: (attribute: Attribute) => Insertable;
}

function inputOf(kind: DefinitionKind, id: string): FormulaInput | null {
  switch (kind) {
    case 'aggregate':
      return { type: kind, aggregate: id };
    case 'expression':
      return { type: kind, expression: id };
    case 'metric':
      return { type: kind, metric: id };
    case 'segment':
      return null;
  }
}

/** The language of formulas, with the names that the workspace has now. `own` is the definition that is changed: it cannot use itself. */
export function useFormulaLanguage(
  of: MaybeRefOrGetter<FormulaUse>,
  own: MaybeRefOrGetter<string | null>,
): ComputedRef<FormulaLanguage> {
  const { all, byId, documents } = useDefinitions();
  const { catalogue } = useCatalogue();
  const sentenceOf = useDefinitionSentence();
  return computed(() => {
    const use = toValue(of);
    const kinds: DefinitionKind[] = use === 'metrics' ? ['metric'] : ['aggregate', 'expression'];
    const takes = (type: ValueType): boolean => isNumeric(type) || (use === 'customer' && type === 'datetime');
    const accepts = ({ document }: DefinitionSummary): boolean => {
      const type = definitionType(document, documents.value);
      return type !== undefined && takes(type);
    };
    const usable = new Map(
      [...documents.value].filter(([id, { kind }]) => kinds.includes(kind) && id !== toValue(own)),
    );
    const write = (formula: Formula): string => formulaToText(formula, usable);
    const read = (text: string): ReturnType<FormulaLanguage['read']> => {
      if (!text.trim()) return { formula: null, error: null };
      const reading = parseFormula(text, usable, language.value);
      return 'formula' in reading ? { formula: reading.formula, error: null } : { formula: null, error: reading.error };
    };
    const definition = (id: string): Insertable | null => {
      const found = byId.value.get(id);
      const input = found && inputOf(found.kind, id);
      if (!input) return null;
      return {
        label: found.name,
        text: write(input),
        icon: iconOf(found.kind),
        about: figureOf(found) || sentenceOf(found.document),
      };
    };
    const attribute = (read: Attribute): Insertable => ({
      label: read.name,
      text: write({ type: 'attribute', attribute: read }),
      icon: iconOfType(read.type),
      about: t.expressions.attributeOf(t.figures.valueTypes[read.type]),
    });
    const functions = use === 'metrics' ? numberFunctions() : [...numberFunctions(), ...dateFunctions()];
    const definitions = all.value
      .filter((each) => kinds.includes(each.kind) && each.id !== toValue(own) && accepts(each))
      .flatMap(({ id }) => definition(id) ?? []);
    const attributes = use === 'metrics' ? [] : catalogue.value.attributes.filter(({ type }) => takes(type));
    return {
      read,
      write,
      takes,
      accepts,
      definition,
      attribute,
      functions,
      insertables: [...definitions, ...attributes.map(({ name, type }) => attribute({ name, type })), ...functions],
    };
  });
}
