/** What is wrong, for programs. `message` says it to people. */
export type DefinitionErrorCode =
  | 'invalid'
  | 'missing-field'
  | 'unknown-field'
  | 'unknown-type'
  | 'unknown-reference'
  | 'unknown-parameter'
  | 'wrong-kind'
  | 'wrong-type'
  | 'wrong-comparison'
  | 'wrong-currency'
  | 'cycle'
  | 'impossible-window'
  | 'impossible-comparison'
  | 'invalid-pattern'
  | 'duplicate'
  | 'too-deep'
  | 'too-large'
  | 'other-format';

/**
 * Something wrong with a document. `path` is a JSON pointer to the place; `message` says what is wrong, what is expected
 * and what comes nearest to it. The latter two also stand by themselves where they are known, for whoever wants to offer them.
 */
export interface DefinitionError {
  path: string;
  code: DefinitionErrorCode;
  message: string;
  /** What would be right here, in words. */
  expected?: string;
  /** The right thing that comes nearest to what was written, as it would be written: a field, a type, an id. */
  nearest?: string;
}

/** Takes what checks find. */
export type Report = (path: string, code: DefinitionErrorCode, message: string, more?: Hints) => void;
type Hints = Pick<DefinitionError, 'expected' | 'nearest'>;

/** A list that checks write to. */
export function reportTo(errors: DefinitionError[]): Report {
  return (path, code, message, more = {}) => errors.push({ path, code, message, ...more });
}

/** A JSON pointer (RFC 6901) of keys and indices. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
