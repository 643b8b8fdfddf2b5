import { formatVersion, type Expression, type Formula } from '@cutline/segment-definition';

/** An expression as people fill it in. */
export interface ExpressionForm {
  name: string;
  description: string;
  /** What the text means; null while it is unfinished. */
  formula: Formula | null;
}

export function blankExpression(name = ''): ExpressionForm {
  return { name, description: '', formula: null };
}

export function expressionAsForm({ name, description = '', formula }: Expression): ExpressionForm {
  return { name, description, formula };
}

/** The expression that a form means; null while its formula is unfinished. */
export function formAsExpression({ name, description, formula }: ExpressionForm): Expression | null {
  return (
    formula && {
      formatVersion,
      kind: 'expression',
      name: name.trim(),
      ...(description.trim() ? { description: description.trim() } : {}),
      formula,
    }
  );
}
