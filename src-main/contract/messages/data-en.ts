/** What went wrong with data, in English: data sets, tables, files of rows. */
import type { Messages } from './index.ts';

export const dataEn = {
  BATCH_COLUMNS_MISSING: {
    what: '{file} lacks columns that the model reads: {columns}.',
    fix: 'The file has: {found}. Put the names that the model expects in the first line.',
  },
  BATCH_FAILED: { what: 'The program that predicts stopped: {detail}.', fix: 'The parts that are done are kept: run the same command to go on.' },
  BATCH_FOLDER_MISSING: { what: 'There is no folder {path}.', fix: 'Make it, or choose another place for the result.' },
  BATCH_INPUT_CHANGED: {
    what: '{path} has changed since this batch began.',
    fix: 'Put the file of before back to go on, or begin anew with --restart.',
  },
  BATCH_NOT_FOUND: { what: 'There is no batch {id}.', fix: 'See the existing ones on the model’s page.' },
  BATCH_RUNNING: { what: 'A batch is writing {output} already.', fix: 'Wait until it ends, or cancel it.' },
  DATA_DAMAGED: { what: 'What is stored of data {digest} is not whole any more.', fix: 'Import the file again; then collect garbage.' },
  DATA_FOLDER_EMPTY: { what: 'The folder {path} has no files.', fix: 'Choose a folder with at least one file.' },
  DATA_FOLDER_ENTRY: {
    what: 'In the folder, {path} is no regular file.',
    fix: 'A version keeps only files: put the real file in place of a link, and take control characters out of names.',
  },
  DATA_JOB_NOT_FOUND: { what: 'There is no work {job} on data, or it ended long ago.', fix: 'Start it again.' },
  DATA_NAME_INVALID: {
    what: '“{name}” cannot be the name of a data set.',
    fix: 'Use plain letters, digits, “-”, “_” and “.”, up to 100 characters.',
  },
  DATA_NO_FOLDER: { what: '{file} is a file, not a folder.', fix: 'Files are listed and previewed of versions that are folders.' },
  DATA_NO_TABLE: {
    what: '{file} is no table that the lab can read.',
    fix: 'Profile, sample and rows of a difference exist for CSV, JSONL and Parquet files.',
  },
  DATA_REFERENCE_INVALID: { what: '“{reference}” names no version of a data set.', fix: 'Write NAME, NAME@v3 or NAME@tag.' },
  DATA_SET_SHIPPED: { what: 'Data set {name} comes with the lab and is not changed.', fix: 'Import your version under another name.' },
  DATA_TAG_INVALID: {
    what: '“{tag}” cannot be a tag of a version.',
    fix: 'Use plain letters, digits, “-”, “_” and “.”, up to 64 characters, and nothing like “v3”, which is a version.',
  },
  DATA_VERSION_NOT_FOUND: { what: 'Data set {name} has no version {version}.', fix: 'It has: {known}.' },
  DATASET_NOT_FOUND: { what: 'There is no data set {id}.', fix: 'Use one of: {known}.' },
  TABLE_COLUMN_MISSING: { what: 'Table {file} has no column {column}.', fix: 'Its columns are: {known}.' },
  TABLE_EMPTY: { what: 'File {file} is empty.', fix: 'Check that the step or program that writes it came to its end.' },
  TABLE_ENCODING: {
    what: 'File {file} is not in UTF-8 (line {line}).',
    fix: 'Save it as UTF-8. If it comes from a spreadsheet, choose “CSV UTF-8” when saving.',
  },
  TABLE_FIELD_TOO_LONG: {
    what: 'In file {file}, line {line} is longer than {bytes} bytes.',
    fix: 'See whether a quote before it is not closed; enormous texts are better kept in files of their own.',
  },
  TABLE_FILTER_INVALID: { what: 'The filter on {column} does not fit: {detail}.', fix: 'Compare with a value of the column’s type ({kind}).' },
  TABLE_FORMAT_UNKNOWN: { what: 'The format of {file} is not known.', fix: 'Use a .csv, .jsonl or .parquet file.' },
  TABLE_KEY_REPEATED: {
    what: 'The key {key} does not tell the rows of {file} apart: {value} occurs {count} times.',
    fix: 'Add another column to the key, or compare without one.',
  },
  TABLE_PROCESS_LOST: {
    what: 'The process that reads tables ended in the middle of its work ({detail}).',
    fix: 'Try again; if it repeats, see whether the computer lacks memory or the file is damaged.',
  },
  TABLE_RAGGED: {
    what: 'In file {file}, line {line} has {found} fields; the header has {expected}.',
    fix: 'Correct the line: often there is a comma too many inside a text without quotes.',
  },
  TABLE_TOO_LARGE: {
    what: 'Table {file} did not fit into the memory set aside for reading tables ({detail}).',
    fix: 'Choose fewer columns, or split the file.',
  },
  TABLE_UNREADABLE: { what: 'File {file} cannot be read (line {line}): {detail}.', fix: 'Write it again; it may have been left half-written.' },
} satisfies Partial<Messages>;
