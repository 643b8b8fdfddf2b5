import { definition, type Definition, type DefinitionId, type Definitions } from '../definition.ts';
import { formatVersion } from '../described.ts';
import { definition1 } from '../format-1.ts';
import { messagesOf, type Language } from '../messages/catalogue.ts';
import type { ValidationMessages } from '../messages/en-validation.ts';
import { extentOf, largest } from '../nesting.ts';
import { upgradeDefinition } from '../upgrade-definition.ts';
import { checkAggregator } from './check-aggregator.ts';
import type { CheckContext } from './check-context.ts';
import { checkSelection } from './check-filter.ts';
import { checkFormula, checkFormulaAttributes } from './check-formula.ts';
import { checkMeasure } from './check-metric.ts';
import { checkCycle, checkReferences } from './check-references.ts';
import { checkSegment } from './check-segment.ts';
import { checkSize, deepestConditions } from './check-size.ts';
import { reportTo, type DefinitionError } from './definition-error.ts';
import { shown } from './in-words.ts';
import { shapeErrors } from './shape-errors.ts';

/** What a document is validated among: the workspace's published definitions, and its currency (ISO 4217) where known. */
export interface ValidationContext {
  definitions: Definitions;
  currency?: string | undefined;
  /** In which it is said what is wrong; English unless given. */
  language?: Language | undefined;
}

export type Validation = { valid: true; document: Definition } | { valid: false; errors: DefinitionError[] };

/** More errors than anybody reads; what is wrong a thousand times is said so often. */
const mostErrors = 100;

/**
 * Reads a document of any origin: its format (of format 1 it makes today's), its shape, then its meaning in a workspace.
 * `id` is the definition it would become a new version of, so that cycles through itself are found. Never throws; a
 * document that is not valid has at least one error.
 */
export function validateDefinition(input: unknown, context: ValidationContext, id?: DefinitionId): Validation {
  const errors: DefinitionError[] = [];
  const report = reportTo(errors);
  const messages = messagesOf(context.language ?? 'en').validation;
  const { depth, values } = extentOf(input);
  if (depth > largest.depth) report('', 'too-deep', messages.size.tooDeep(deepestConditions));
  else if (values > largest.values) report('', 'too-large', messages.size.tooLarge);
  if (errors.length > 0) return { valid: false, errors };

  const upgraded = upgradeDefinition(input);
  const parsed = definition.safeParse(upgraded);
  if (!parsed.success)
    return {
      valid: false,
      errors: formatErrors(upgraded, parsed.error.issues.slice(0, mostErrors), { ...context, messages }).slice(
        0,
        mostErrors,
      ),
    };
  const document = parsed.data;
  const checks: CheckContext = { ...context, messages, report };
  checkReferences(document, checks);
  checkSize(document, checks);
  checkMeaning(document, checks);
  if (id && errors.length === 0) checkCycle(id, document, checks);
  return errors.length === 0 ? { valid: true, document } : { valid: false, errors: errors.slice(0, mostErrors) };
}

function checkMeaning(document: Definition, context: CheckContext): void {
  switch (document.kind) {
    case 'aggregate':
      checkSelection(document, '', context);
      return checkAggregator(document.aggregator, '/aggregator', context);
    case 'expression':
      checkFormula(document.formula, 'expression', '/formula', context);
      return checkFormulaAttributes(document.formula, '/formula', context);
    case 'metric':
      return checkMeasure(document.measure, '/measure', context);
    case 'segment':
      return checkSegment(document, context);
  }
}

/** What is wrong with the shape of a document of today's format, of format 1, or of one that is not known here. */
function formatErrors(
  input: unknown,
  issues: Parameters<typeof shapeErrors>[2],
  context: ValidationContext & { messages: ValidationMessages },
): DefinitionError[] {
  const said =
    typeof input === 'object' && input !== null && 'formatVersion' in input ? input.formatVersion : undefined;
  if (said === undefined || said === formatVersion) return shapeErrors(definition, input, issues, context);
  if (said === 1) {
    const old = definition1.safeParse(input);
    return shapeErrors(definition1, input, old.error?.issues ?? [], context);
  }
  const { messages } = context;
  const expected = messages.expected.format(formatVersion);
  const newer = typeof said === 'number' && said > formatVersion;
  const message = newer
    ? messages.shape.newerFormat(shown(said, messages), formatVersion)
    : messages.shape.otherFormat(expected, shown(said, messages));
  return [{ path: '/formatVersion', code: 'other-format', message, expected, nearest: String(formatVersion) }];
}
