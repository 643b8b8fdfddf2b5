/** One word, number, string or sign of a statement, with where it stands in the text. */
interface Token {
  kind: 'word' | 'string' | 'sign'
  text: string
  start: number
  end: number
  /** How many parentheses are open around it. */
  depth: number
}

const tokenPattern =
  /--[^\n]*|#![^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`|\$(\w*)\$[\s\S]*?\$\1\$|[A-Za-z_]\w*|\d[\w.]*|[^\s]/g

function* tokenise(sql: string): Generator<Token> {
  let depth = 0
  for (const match of sql.matchAll(tokenPattern)) {
    const text = match[0]
    if (/^(--|#!|\/\*)/.test(text)) continue
    if (')]}'.includes(text)) depth -= 1
    const kind = /^[A-Za-z_]/.test(text) ? 'word' : /^['"`$\d]/.test(text) ? 'string' : 'sign'
    yield { kind, text, start: match.index, end: match.index + text.length, depth }
    if ('([{'.includes(text)) depth += 1
  }
}

/**
 * What the front must know of a statement: nothing is checked here, the engine does that.
 */
export interface Statement {
  /** The text as it came. */
  sql: string
  /** The first word in capitals, or '(' for a bracketed SELECT; '' for an empty text. */
  verb: string
  /** The name after the last top-level FORMAT, or undefined. */
  format: string | undefined
  /** Where a clause that must precede SETTINGS and FORMAT is to be put in. */
  tail: number
  /** The words outside brackets and strings, in capitals. */
  words: ReadonlySet<string>
  /** Another statement follows after a semicolon; the engine would run both. */
  several: boolean
}

/**
 * Reads as much of a ClickHouse statement as routing a request needs. In an INSERT reading ends at
 * VALUES or FORMAT, because data may follow and data is not SQL.
 */
export function readStatement(sql: string): Statement {
  const words = new Set<string>()
  let verb = ''
  let format: string | undefined
  let tail: number | undefined
  let closed = false
  let several = false
  let previous: Token | undefined
  for (const token of tokenise(sql)) {
    if (closed) {
      several = true
      break
    }
    if (token.text === ';') closed = true
    else {
      const word = token.kind === 'word' ? token.text.toUpperCase() : ''
      if (verb === '') verb = word === '' ? token.text : word
      if (previous?.text.toUpperCase() === 'FORMAT' && previous.depth === 0 && token.kind === 'word') {
        format = token.text
        tail = Math.min(tail ?? sql.length, previous.start)
        if (verb === 'INSERT') break
      }
      if (token.depth === 0 && word !== '') {
        words.add(word)
        if (word === 'SETTINGS') tail ??= token.start
        if (verb === 'INSERT' && word === 'VALUES') break
      }
    }
    previous = token
  }
  return { sql, verb, format, tail: tail ?? sql.length, words, several }
}

/** Replaces whole words outside strings, comments and parameters' names, e.g. a column's name by an expression. */
export function replaceWords(sql: string, replacements: Readonly<Record<string, string>>): string {
  let out = ''
  let end = 0
  let previous = ''
  for (const token of tokenise(sql)) {
    const named = previous === '{'
    previous = token.text
    const replacement = token.kind === 'word' && !named ? replacements[token.text.toLowerCase()] : undefined
    if (replacement === undefined) continue
    out += sql.slice(end, token.start) + replacement
    end = token.end
  }
  return out + sql.slice(end)
}

/** A string as a ClickHouse literal, quotes included. */
export function quoteString(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
