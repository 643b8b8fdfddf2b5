import { expect, test } from 'vitest';
import { quoteString, readStatement, replaceWords } from './statement.ts';

test.each([
  ['SELECT 1', 'SELECT'],
  ['  -- first\n/* then */ with x AS (SELECT 1) SELECT * FROM x', 'WITH'],
  ['(SELECT 1) UNION ALL (SELECT 2)', '('],
  ['insert into t values (1)', 'INSERT'],
  ['', ''],
])('the verb of %j is %s', (sql, verb) => {
  expect(readStatement(sql).verb).toBe(verb);
});

test.each([
  ['SELECT 1 FORMAT JSON', 'JSON'],
  ['SELECT 1\nFORMAT CSVWithNames;', 'CSVWithNames'],
  ['SELECT 1 FORMAT JSON SETTINGS max_threads = 1', 'JSON'],
  ["SELECT 'x FORMAT JSON'", undefined],
  ['SELECT 1 -- FORMAT JSON', undefined],
  ['SELECT format FROM t', undefined],
  ['SELECT format FROM t FORMAT TSV', 'TSV'],
  ['SELECT 1 SETTINGS max_threads = 1 FORMAT JSON', 'JSON'],
  ["SELECT format('{} {}', a, b) FROM t", undefined],
  ['SELECT * FROM (SELECT 1 FORMAT JSON)', undefined],
  ['INSERT INTO t FORMAT CSV\n1,"FORMAT TSV"\n2,FORMAT TSV', 'CSV'],
  ['INSERT INTO t (a) VALUES (1)', undefined],
])('the format of %j is %s', (sql, format) => {
  expect(readStatement(sql).format).toBe(format);
});

test.each([
  ['INSERT INTO t FORMAT CSV', 'INSERT INTO t |||FORMAT CSV|'],
  [
    'INSERT INTO t (a, b) SETTINGS x = 1, y = 2 FORMAT CSV\n1,2',
    'INSERT INTO t (a, b) ||SETTINGS x = 1, y = 2 |FORMAT CSV|\n1,2',
  ],
  ['INSERT INTO `my FORMAT` (`SETTINGS`) FORMAT CSV', 'INSERT INTO `my FORMAT` (`SETTINGS`) |||FORMAT CSV|'],
  ['insert into t (`values`) values (1); x', 'insert into t (`values`) |||values| (1); x'],
])('the data of %j is told from the statement', (sql, marked) => {
  const { settings, clause, data } = readStatement(sql).insert!;
  const parts = [sql.slice(0, settings), sql.slice(settings, clause), sql.slice(clause, data), sql.slice(data)];
  expect(`${parts[0]}||${parts[1]}|${parts[2]}|${parts[3]}`).toBe(marked);
});

test.each(['INSERT INTO t SELECT 1', "INSERT INTO t SELECT * FROM values('a UInt8', 1)", 'SELECT 1 FORMAT CSV'])(
  '%j takes no data',
  (sql) => {
    expect(readStatement(sql).insert).toBeUndefined();
  },
);

test.each([
  ['SELECT 1', false],
  ['SELECT 1;', false],
  ['SELECT 1; -- done\n', false],
  ["SELECT ';'; ", false],
  ['SELECT 1; SELECT 2', true],
  ['INSERT INTO t SELECT 1; DROP TABLE t', true],
  ['SELECT $tag$ ; $tag$', false],
  ['INSERT INTO t VALUES (1); DROP TABLE t', false],
  ['INSERT INTO t FORMAT CSV 1;2\n3;4', false],
])('%j holds several statements: %s', (sql, several) => {
  expect(readStatement(sql).several).toBe(several);
});

test('words are replaced outside strings, comments and parameters', () => {
  const sql = "KILL QUERY WHERE query_id = {query_id: String} AND x = 'query_id' /* query_id */ SYNC";
  expect(replaceWords(sql, { query_id: 'id()', sync: 'ASYNC' })).toBe(
    "KILL QUERY WHERE id() = {query_id: String} AND x = 'query_id' /* query_id */ ASYNC",
  );
});

test('quotes and backslashes of a string are escaped', () => {
  expect(quoteString("it's a \\")).toBe("'it\\'s a \\\\'");
});

test.each([
  ['SELECT a FROM t WHERE b IN (1, 2) ORDER BY a', false],
  ['SELECT a FROM t WHERE b IN {list: Array(UInt8)}', false],
  ['SELECT a FROM t JOIN u USING (id)', false],
  ['SELECT (SELECT max(a) FROM t)', true],
  ['WITH x AS (SELECT 1) SELECT * FROM x', true],
  ['SELECT a FROM t WHERE b IN (SELECT b FROM u)', true],
  ['SELECT a FROM t WHERE b GLOBAL NOT IN u', true],
])('%j reads through another query first: %s', (sql, nested) => {
  expect(readStatement(sql).nested).toBe(nested);
});
