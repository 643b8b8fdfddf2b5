import type { fileReasons as english } from './file-reasons.en.ts';

/** Why a file is not read at all, in German. */
export const fileReasons: typeof english = {
  'broken-parquet': 'Die Parquet-Datei ist beschädigt oder abgeschnitten.',
  'empty-file': 'Die Datei ist leer.',
  'file-changed': 'Die Datei wurde geändert, nachdem sie ausgewählt wurde. Wählen Sie sie noch einmal aus.',
  'file-missing': 'Die Datei ist nicht mehr da. Laden Sie sie noch einmal hoch.',
  'no-header': 'Die erste Zeile nennt die Spalten nicht.',
  'not-json-lines': 'Das sind keine JSON Lines: ein JSON-Objekt je Zeile, ohne Kommas zwischen den Zeilen.',
  'not-parquet': 'Das ist keine Parquet-Datei.',
  'not-text':
    'Das ist eine Tabellenkalkulation, ein PDF, ein Bild oder ein Archiv. Speichern Sie es als CSV, JSON Lines oder Parquet.',
  'row-group-too-large':
    'Eine Zeilengruppe der Datei hat mehr als 5 Millionen Zeilen oder 1 GiB. Schreiben Sie kleinere, etwa zu einer Million Zeilen.',
  'wrong-encoding':
    'Die Datei ist in einer Kodierung, die nicht gelesen wird, oder abgeschnitten. Speichern Sie sie als UTF-8.',
};
