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
  ["SELECT format('{} {}', a, b) FROM t", undefined],
  ["SELECT * FROM (SELECT 1 FORMAT JSON)", undefined],
  ['INSERT INTO t FORMAT CSV\n1,"FORMAT TSV"\n2,FORMAT TSV', 'CSV'],
  ['INSERT INTO t (a) VALUES (1)', undefined],
])('the format of %j is %s', (sql, format) => {
  expect(readStatement(sql).format).toBe(format);
});

test.each([
  ['INSERT INTO t FORMAT CSV', 'INSERT INTO t | FORMAT CSV'],
  ['INSERT INTO t (a, b) SETTINGS x = 1, y = 2 FORMAT CSV', 'INSERT INTO t (a, b) | SETTINGS x = 1, y = 2 FORMAT CSV'],
  ['INSERT INTO `my FORMAT` (`SETTINGS`) FORMAT CSV', 'INSERT INTO `my FORMAT` (`SETTINGS`) | FORMAT CSV'],
])('a clause goes in before settings and format of %j', (sql, marked) => {
  const { tail } = readStatement(sql);
  expect(`${sql.slice(0, tail)}| ${sql.slice(tail)}`).toBe(marked);
});

test.each([
  ['SELECT 1', false],
  ['SELECT 1;', false],
  ['SELECT 1; -- done\n', false],
  ["SELECT ';'; ", false],
  ['SELECT 1; SELECT 2', true],
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
