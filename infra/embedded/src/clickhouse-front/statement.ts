/** One word, number, string or sign of a statement, with where it stands in the text. */
interface Token {
  kind: 'word' | 'string' | 'sign';
  text: string;
  start: number;
  end: number;
  /** How many parentheses are open around it. */
  depth: number;
}

const tokenPattern =
  /--[^\n]*|#![^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`|\$(\w*)\$[\s\S]*?\$\1\$|[A-Za-z_]\w*|\d[\w.]*|[^\s]/g;

function* tokenise(sql: string): Generator<Token> {
  let depth = 0;
  for (const match of sql.matchAll(tokenPattern)) {
    const text = match[0];
    if (/^(--|#!|\/\*)/.test(text)) continue;
    if (')]}'.includes(text)) depth -= 1;
    const kind = /^[A-Za-z_]/.test(text) ? 'word' : /^['"`$\d]/.test(text) ? 'string' : 'sign';
    yield { kind, text, start: match.index, end: match.index + text.length, depth };
    if ('([{'.includes(text)) depth += 1;
  }
}

/**
 * What the front must know of a statement: nothing is checked here, the engine does that.
 */
export interface Statement {
  /** The text as it came. */
  sql: string;
  /** The first word in capitals, or '(' for a bracketed SELECT; '' for an empty text. */
  verb: string;
  /** The name after the last top-level FORMAT, or undefined. */
  format: string | undefined;
  /** Of an INSERT that takes data: where things stand in the text. */
  insert: InsertClauses | undefined;
  /** The words outside brackets and strings, in capitals. */
  words: ReadonlySet<string>;
  /** It reads through another query or table first: the engine may do so while it still plans. */
  nested: boolean;
  /** Another statement follows after a semicolon; the engine would run both. */
  several: boolean;
}

export interface InsertClauses {
  /** The format of the data: `Values` after VALUES. */
  format: string;
  /** Where SETTINGS stands, or else VALUES or FORMAT: a FROM clause belongs before it. */
  settings: number;
  /** Where VALUES or FORMAT stands. */
  clause: number;
  /** Where data begins that stands in the text itself. */
  data: number;
}

/**
 * Reads as much of a ClickHouse statement as routing a request needs. In an INSERT reading ends at VALUES or FORMAT,
 * because what follows is data and not SQL.
 */
export function readStatement(sql: string): Statement {
  const words = new Set<string>();
  let verb = '';
  let format: string | undefined;
  let settings: number | undefined;
  let previous: Token | undefined;
  let closed = false;
  let nested = false;
  const statement = (rest: Partial<Statement>): Statement => ({
    sql,
    verb,
    format,
    insert: undefined,
    words,
    nested,
    several: false,
    ...rest,
  });

  for (const token of tokenise(sql)) {
    if (closed) return statement({ several: true });
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    const takesData = verb === 'INSERT' && !words.has('SELECT');
    nested ||=
      (word === 'SELECT' && token.depth > 0) || (previous?.text.toUpperCase() === 'IN' && !'({['.includes(token.text));
    if (token.text === ';') closed = true;
    else if (verb === '') verb = word === '' ? token.text : word;
    else if (takesData && word === 'VALUES' && token.depth === 0)
      return statement({
        insert: { format: 'Values', settings: settings ?? token.start, clause: token.start, data: token.end },
      });
    else if (previous?.text.toUpperCase() === 'FORMAT' && previous.depth === 0 && word !== '') {
      format = token.text;
      const clause = previous.start;
      if (takesData) return statement({ insert: { format, settings: settings ?? clause, clause, data: token.end } });
      if (verb === 'INSERT') return statement({});
    }
    // A column may be called format: after the clause only SETTINGS can come.
    else if (format !== undefined && word !== 'SETTINGS' && !words.has('SETTINGS')) format = undefined;
    if (token.depth === 0 && word !== '') words.add(word);
    if (token.depth === 0 && word === 'SETTINGS') settings ??= token.start;
    previous = token;
  }
  return statement({});
}

/** Replaces whole words outside strings, comments and parameters' names, e.g. a column's name by an expression. */
export function replaceWords(sql: string, replacements: Readonly<Record<string, string>>): string {
  let out = '';
  let end = 0;
  let previous = '';
  for (const token of tokenise(sql)) {
    const named = previous === '{';
    previous = token.text;
    const replacement = token.kind === 'word' && !named ? replacements[token.text.toLowerCase()] : undefined;
    if (replacement === undefined) continue;
    out += sql.slice(end, token.start) + replacement;
    end = token.end;
  }
  return out + sql.slice(end);
}

/** A string as a ClickHouse literal, quotes included. */
export function quoteString(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
