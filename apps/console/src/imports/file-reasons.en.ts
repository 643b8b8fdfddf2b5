/** Why a file is not read at all, by code. */
export const fileReasons = {
  'broken-parquet': 'The Parquet file is damaged or was cut off.',
  'empty-file': 'The file is empty.',
  'file-changed': 'The file was changed after it was chosen. Choose it again.',
  'file-missing': 'The file is no longer there. Upload it again.',
  'no-header': 'The first line does not name the columns.',
  'not-json-lines': 'This is not JSON Lines: one JSON object on each line, without commas between the lines.',
  'not-parquet': 'This is not a Parquet file.',
  'not-text': 'This is a spreadsheet, a PDF, a picture or an archive. Save it as CSV, JSON Lines or Parquet.',
  'row-group-too-large':
    'A row group of the file has more than 5 million rows or 1 GiB. Write it with smaller row groups, of a million rows, say.',
  'wrong-encoding': 'The file is in an encoding that is not read, or was cut off. Save it as UTF-8.',
};
